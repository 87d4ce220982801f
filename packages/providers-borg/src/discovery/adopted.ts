import { adoptedIn, type Group, type Ownership, type Point, presentVolume } from "@rdump/core/provider";
import { type ListedArchive, startOf } from "../answers/listing.ts";
import { isCheckpointName } from "../naming/archive-name.ts";
import { pointOf } from "./owned-archives.ts";

/** The archives that the config adopts for a group. Pure. */
export function adoptedArchives(
  ownership: Ownership,
  { address }: Pick<Group, "address">,
  archives: readonly ListedArchive[],
): readonly Point[] {
  const ids = new Set(adoptedIn(ownership.adopted, address).ids);
  if (ids.size === 0) return [];
  return archives.filter(({ id }) => ids.has(id)).flatMap((archive) => adoptable(ownership, archive));
}

/** The archives that a group can adopt: those of other programs, and those that a user renamed. Pure. */
export function adoptableArchives(ownership: Ownership, archives: readonly ListedArchive[]): readonly Point[] {
  const taken = new Set(Object.values(ownership.adopted ?? {}).flatMap(({ ids }) => ids));
  return archives.filter(({ id }) => !taken.has(id)).flatMap((archive) => adoptable(ownership, archive));
}

/**
 * Empty for an archive that is own without it, that another owner of rdump made, that is not finished, or whose name borg
 * would take for a placeholder.
 */
function adoptable(ownership: Ownership, archive: ListedArchive): readonly Point[] {
  const { id, name } = archive;
  const time = startOf(archive);
  if (time === null || isCheckpointName(name) || /\.checkpoint(\.\d+)?$/.test(name) || /[{}]/.test(name)) return [];
  const mark = archive.mark ?? null;
  if (mark !== null && (presentVolume(mark, ownership) === null || pointOf(archive, mark) !== null)) return [];
  return [{ id, name, time, run: "", machine: null, state: "complete", held: [], adopted: true }];
}
