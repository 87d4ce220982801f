import {
  type CommandResult,
  type Diagnostic,
  makeScratchMount,
  type ReadIo,
  removeDirectoryCommand,
  removeScratchMount,
  type ScopeHandler,
  scratchDirectoryCommand,
  unmountCommand,
} from "@rdump/core/provider";
import { mountSnapshotCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findSnapshots } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, notMounted, otherSnapshot, unsafePlace } from "./diagnostics.ts";
import type { ReadPointInput } from "./inputs.ts";
import { placeOf } from "./places.ts";

/** A snapshot that exists already, mounted read-only for the run. */
export const readPointScope: ScopeHandler<ReadPointInput> = {
  kind: "zfs/read-point",
  version: 1,
  schema: inputSchemas.scopes["zfs/read-point"],
  stuck: stuckIn(({ dataset }) => dataset),

  handle: ({ dataset, snapshot, path }) => ({ dataset, snapshot, path }),

  commands: (input) => ({
    acquire: [scratchDirectoryCommand(input.scratch, input.path), mountSnapshotCommand(nameOf(input), input.path)],
    release: [unmountCommand(input.path), removeDirectoryCommand(input.path)],
  }),

  async acquire(input, _run, io) {
    const { dataset, scratch, path } = input;
    const changed = await whyOther(input, io);
    if (changed !== null) return changed;
    const failed = async (result: CommandResult) => notMounted(path, await failureIn(poolOf(dataset), result, io));
    const mount = mountSnapshotCommand(nameOf(input), path);
    const place = { scratch, mount, unsafe: unsafePlace, notCreated: failed, notMounted: failed };
    return makeScratchMount({ ...placeOf(path, nameOf(input)), ...place }, io);
  },

  release: (input, _run, io) => removeScratchMount(placeOf(input.path, nameOf(input)), io),
};

function nameOf({ dataset, snapshot }: ReadPointInput): string {
  return `${dataset}@${snapshot}`;
}

/** A name can be given to another snapshot after the plan was made; null: it was not. */
async function whyOther(input: ReadPointInput, io: ReadIo): Promise<Diagnostic | null> {
  if (input.guid === null) return null;
  const seen = await findSnapshots([nameOf(input)], io);
  if ("unseen" in seen) return seen.unseen;
  const [found] = seen.found;
  return found?.guid === input.guid ? null : otherSnapshot(nameOf(input), found !== undefined);
}
