import { join } from "node:path/posix";
import {
  type ActionHandler,
  type CommandResult,
  type Diagnostic,
  DONE,
  Failure,
  failed,
  inHeldPlaces,
  narrowed,
  type Outcome,
  REPLACED,
  type ReadIo,
  type RunIo,
  visible,
} from "@rdump/core/provider";
import { DIRECTORY } from "../codes/index.ts";
import { deletionCommands } from "../commands.ts";
import { gone, look } from "../discovery/look.ts";
import { explain } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { baseOf, filesOf } from "../naming/files.ts";
import type { DeleteInput, NamedArchive } from "./inputs.ts";

/** Deletes archives of one directory, each by its name, and only while its manifest is the planned one. */
export const deleteHandler: ActionHandler<DeleteInput> = {
  kind: "directory/delete",
  version: 1,
  schema: inputSchemas.actions["directory/delete"],
  probesItself: true,
  commands: ({ access, directory, format = "tar", points }) =>
    deletionCommands(
      access,
      directory,
      format,
      points.map(({ name }) => baseOf(name)),
    ),

  async probe(input, _run, io) {
    const left = await remaining(input, io);
    if ("fault" in left) {
      if (left.isForeign) return { state: "foreign", diagnostic: left.fault };
      throw new Failure(left.fault);
    }
    if (left.points.length === 0) return { state: "done" };
    return { state: left.points.length === input.points.length ? "absent" : "partial" };
  },

  run: ({ input, io }) =>
    inHeldPlaces(io, [join(input.access.location, input.directory)], (held) => deleteAll(input, held)),
};

async function deleteAll(input: DeleteInput, io: RunIo): Promise<Outcome> {
  const before = await remaining(input, io);
  if ("fault" in before) return failed(before.fault);
  if (before.points.length === 0) return DONE;
  const result = await remove(input, before.points, io);
  // Another disk of the rotation has none of these files, and would look as if all were deleted.
  if (result.notStarted === REPLACED) return failed(explain(input.access, result));
  const after = await remaining(input, io);
  if ("fault" in after) return failed(after.fault);
  return after.points.length === 0 ? DONE : stayed(input, before.points, after.points, result);
}

type Remaining =
  | { readonly points: readonly NamedArchive[] }
  | { readonly fault: Diagnostic; readonly isForeign: boolean };

/** The points that still exist. An archive that has lost its manifest is the rest of an interrupted deletion. */
async function remaining({ access, directory, points }: DeleteInput, io: ReadIo): Promise<Remaining> {
  const view = await look(io, access, { directory });
  if (view.state === "hidden") return { fault: view.diagnostic, isForeign: false };
  // All archives would count as deleted: more likely a disk was unmounted.
  if (view.state === "absent") return { fault: gone(access), isForeign: false };
  const archives = new Map(view.archives.map((archive) => [archive.base, archive]));
  const faults = new Set(view.faults.map(({ base }) => base));
  const other = points.find(({ id, name }) => {
    const found = archives.get(baseOf(name));
    return faults.has(baseOf(name)) || (found !== undefined && found.point.id !== id && found.manifest !== null);
  });
  if (other !== undefined) return { fault: changed(access.name, other.name), isForeign: true };
  return { points: points.filter(({ name }) => archives.has(baseOf(name))) };
}

/** The last result, or the first failure. */
async function remove(
  { access, directory, format = "tar", points }: DeleteInput,
  due: readonly NamedArchive[],
  io: RunIo,
): Promise<CommandResult> {
  const [records, flush, data] = deletionCommands(
    access,
    directory,
    format,
    points.map(({ name }) => baseOf(name)),
  );
  const files = new Set(due.flatMap(({ name }) => Object.values(filesOf(baseOf(name), format)).flat()));
  const isDue = (file: string) => files.has(file);
  const unrecorded = await io.run(narrowed(records, isDue));
  const flushed = unrecorded.exitCode === 0 ? await io.run(flush) : unrecorded;
  return flushed.exitCode === 0 ? io.run(narrowed(data, isDue)) : flushed;
}

function stayed(
  { access }: DeleteInput,
  before: readonly NamedArchive[],
  after: readonly NamedArchive[],
  result: CommandResult,
): Outcome {
  const left = new Set(after.map(({ id }) => id));
  const names = after.map(({ name }) => visible(name)).join(", ");
  const detail = `The directory of the repository "${access.name}" still has ${names}. Correct its permissions, then apply again.`;
  const fault = result.exitCode === 0 ? DIRECTORY.error("directory-not-deleted", detail) : explain(access, result);
  return { ...failed(fault), destroyed: before.filter(({ id }) => !left.has(id)).map(({ id }) => id) };
}

function changed(repository: string, name: string): Diagnostic {
  const detail = `In the repository "${repository}", the archive ${visible(name)} is not the one that was planned. Nothing was deleted. Plan again.`;
  return DIRECTORY.error("directory-archive-changed", detail);
}
