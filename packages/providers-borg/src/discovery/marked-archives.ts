import type { Marks, ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { ListedArchive, Listing } from "../answers/listing.ts";
import { isCheckpointName } from "../naming/archive-name.ts";
import type { Look, RepositoryView } from "./look.ts";

/**
 * The archives of a repository with their marks. borg reads each archive to print its comment, and the comment of an id
 * never changes: so only comments of unknown archives are queried. A checkpoint has the mark in the command line that made
 * it. `known`: by the id of a repository.
 */
export async function listWithMarks(
  look: Look,
  io: ReadIo,
  access: Access,
  known: ReadonlyMap<string, Marks>,
): Promise<RepositoryView> {
  const view = await listWithComments(look, io, access, known);
  if (view.state !== "present" || !view.listing.archives.some(({ name }) => isCheckpointName(name))) return view;
  const again = await look(io, access, { glob: "*.checkpoint*", fields: ["comment", "command_line"] });
  if (again.state !== "present") return again;
  return { state: "present", listing: withMarks(view.listing, again.listing, isCheckpoint) };
}

async function listWithComments(
  look: Look,
  io: ReadIo,
  access: Access,
  known: ReadonlyMap<string, Marks>,
): Promise<RepositoryView> {
  const whole = { glob: null, fields: ["comment"] } as const;
  if (known.size === 0) return look(io, access, whole);
  const view = await look(io, access, { glob: null, fields: [], known });
  if (view.state !== "present") return view;
  const { archives } = view.listing;
  const first = archives.findIndex(isUnknown);
  if (first === -1) return view;
  // borg lists by age, and unknown archives are most often the newest.
  const last = archives.length - first;
  if (last > archives.length * MOST) return look(io, access, whole);
  const newest = await look(io, access, { ...whole, last });
  if (newest.state !== "present") return newest;
  const listing = withMarks(view.listing, newest.listing, isUnknown);
  // The repository changed in between.
  if (listing.archives.some(isUnknown)) return look(io, access, whole);
  return { state: "present", listing };
}

/** Above this share of unknown archives, one list with all comments costs less than two lists. */
const MOST = 0.75;

/** A checkpoint has no comment. */
function isUnknown({ mark, name }: ListedArchive): boolean {
  return mark === undefined && !isCheckpointName(name);
}

function isCheckpoint({ name }: ListedArchive): boolean {
  return isCheckpointName(name);
}

/** The first listing, where the marks of some archives are those of the second one. */
function withMarks(listing: Listing, other: Listing, isAsked: (archive: ListedArchive) => boolean): Listing {
  const asked = new Map(other.archives.map(({ id, mark }) => [id, mark]));
  const archives = listing.archives.map((each) => (isAsked(each) ? { ...each, mark: asked.get(each.id) } : each));
  return { ...listing, archives };
}
