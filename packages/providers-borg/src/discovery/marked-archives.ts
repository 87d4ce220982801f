import type { Marks, ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { ListedArchive, Listing } from "../answers/listing.ts";
import type { Look, RepositoryView } from "./look.ts";
import { isCheckpointName } from "./owned-archives.ts";

/**
 * The archives of a repository with their comments, and for each checkpoint the command line that made it. borg reads each
 * archive to print its comment, and the comment of an id never changes: so only comments of unknown archives are queried.
 * `known`: by the id of a repository.
 */
export async function listWithMarks(
  look: Look,
  io: ReadIo,
  access: Access,
  known: ReadonlyMap<string, Marks>,
): Promise<RepositoryView> {
  const view = await listWithComments(look, io, access, known);
  if (view.state !== "present" || !view.listing.archives.some(({ name }) => isCheckpointName(name))) return view;
  const again = await look(io, access, { glob: "*.checkpoint*", fields: ["command_line"] });
  if (again.state !== "present") return again;
  const begunBy = new Map(again.listing.archives.map(({ id, commandLine }) => [id, commandLine]));
  const archives = view.listing.archives.map((each) => ({ ...each, commandLine: begunBy.get(each.id) ?? [] }));
  return { state: "present", listing: { ...view.listing, archives } };
}

async function listWithComments(
  look: Look,
  io: ReadIo,
  access: Access,
  known: ReadonlyMap<string, Marks>,
): Promise<RepositoryView> {
  const whole = { glob: null, fields: ["comment"] } as const;
  if (known.size === 0) return look(io, access, whole);
  const view = await look(io, access, { glob: null, fields: [] });
  if (view.state !== "present") return view;
  const { archives, repositoryId } = view.listing;
  const marks = known.get(repositoryId) ?? new Map();
  const first = archives.findIndex((archive) => !isKnown(archive, marks));
  if (first === -1) return withComments(view.listing, marks, new Map());
  // borg lists by age, and unknown archives are most often the newest.
  const last = archives.length - first;
  if (last > archives.length * MOST) return look(io, access, whole);
  const newest = await look(io, access, { ...whole, last });
  if (newest.state !== "present") return newest;
  const asked = new Map(newest.listing.archives.map(({ id, comment }) => [id, comment]));
  const isMissing = (archive: ListedArchive) => !isKnown(archive, marks) && !asked.has(archive.id);
  // The repository changed in between.
  if (archives.some(isMissing)) return look(io, access, whole);
  return withComments(view.listing, marks, asked);
}

/** Above this share of unknown archives, one list with all comments costs less than two lists. */
const MOST = 0.75;

/** A checkpoint has no comment. */
function isKnown({ id, name }: ListedArchive, marks: Marks): boolean {
  return isCheckpointName(name) || marks.has(id);
}

function withComments(listing: Listing, marks: Marks, asked: ReadonlyMap<string, string>): RepositoryView {
  const archives = listing.archives.map((archive) => {
    const comment = asked.get(archive.id);
    return comment === undefined ? { ...archive, mark: marks.get(archive.id) ?? null } : { ...archive, comment };
  });
  return { state: "present", listing: { ...listing, archives } };
}
