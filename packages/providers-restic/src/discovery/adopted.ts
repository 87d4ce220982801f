import { adoptedIn, type Ownership, type Point } from "@rdump/core/provider";
import type { ListedSnapshot } from "../answers/listing.ts";
import { parseMark } from "../naming/mark.ts";

/** The snapshots that the config adopts for a group. Pure. */
export function adoptedSnapshots(
  ownership: Ownership,
  address: string,
  snapshots: readonly ListedSnapshot[],
): readonly Point[] {
  const ids = new Set(adoptedIn(ownership.adopted, address).ids);
  return snapshots.filter(({ id }) => ids.has(id)).flatMap((snapshot) => adoptable(snapshot));
}

/** The snapshots that a group can adopt: those of other programs. Pure. */
export function adoptableSnapshots(ownership: Ownership, snapshots: readonly ListedSnapshot[]): readonly Point[] {
  const taken = new Set(Object.values(ownership.adopted ?? {}).flatMap(({ ids }) => ids));
  return snapshots.filter(({ id }) => !taken.has(id)).flatMap((snapshot) => adoptable(snapshot));
}

/** Empty for a snapshot that is own without it, or that another owner of rdump made. Its name is restic's short id. */
function adoptable({ id, time, tags }: ListedSnapshot): readonly Point[] {
  if (time === null || parseMark(tags) !== null) return [];
  return [{ id, name: id.slice(0, 8), time, run: "", machine: null, state: "complete", held: [], adopted: true }];
}
