import {
  type Command,
  type CommandResult,
  makeScratchMount,
  type RunRef,
  removeDirectoryCommand,
  removeScratchMount,
  type ScopeHandler,
  scratchDirectoryCommand,
  unmountCommand,
} from "@rdump/core/provider";
import { mountAtCommand, mountSnapshotCommand, snapshotOf } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, notMounted, unsafePlace } from "./diagnostics.ts";
import type { MountInput } from "./inputs.ts";
import { placeOf } from "./places.ts";

export const mountScope: ScopeHandler<MountInput> = {
  kind: "zfs/mount",
  version: 1,
  schema: inputSchemas.scopes["zfs/mount"],
  stuck: stuckIn(({ dataset }) => dataset),

  // A mount does not show which run made it.
  handle: ({ dataset, what, path }) => ({ dataset, what, path }),

  commands: (input, run) => ({
    acquire: [scratchDirectoryCommand(input.scratch, input.path), mountCommand(input, run)],
    release: [unmountCommand(input.path), removeDirectoryCommand(input.path)],
  }),

  acquire(input, run, io) {
    const { dataset, scratch, path } = input;
    const failed = async (result: CommandResult) => notMounted(path, await failureIn(poolOf(dataset), result, io));
    const mount = mountCommand(input, run);
    const place = { ...placeFor(input), scratch, mount, unsafe: unsafePlace, notCreated: failed, notMounted: failed };
    return makeScratchMount(place, io);
  },

  release: (input, _run, io) => removeScratchMount(placeFor(input), io),
};

function placeFor({ dataset, what, path }: MountInput) {
  return placeOf(path, what === "dataset" ? dataset : `${dataset}@rdump-*`);
}

function mountCommand({ dataset, what, legacy, path }: MountInput, run: RunRef): Command {
  if (what === "dataset") return mountAtCommand(dataset, legacy, path);
  return mountSnapshotCommand(snapshotOf(dataset, run, "point"), path);
}
