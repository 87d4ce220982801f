import { type Command, type RunRef, readMounts, type ScopeHandler } from "@rdump/core/provider";
import {
  directoryCommand,
  mountAtCommand,
  mountSnapshotCommand,
  removeDirectoryCommand,
  snapshotOf,
  unmountCommand,
} from "../commands.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { removeDirectory, unmountFrom, whyUnsafe } from "./places.ts";
import { failureIn, notMounted, somethingThere } from "./troubles.ts";

/** A mirror's dataset, or its snapshot of this run, at a place of rdump's own. */
export type MountInput = {
  readonly dataset: string;
  readonly what: "dataset" | "point";
  /** The dataset's mountpoint property is `legacy`. */
  readonly legacy: boolean;
  readonly path: string;
  readonly scratch: string;
};

export const mountScope: ScopeHandler<MountInput> = {
  kind: "zfs/mount",
  stuck: stuckIn(({ dataset }) => dataset),

  // Nothing on a mount tells which run made it.
  handle: ({ dataset, what, path }) => ({ dataset, what, path }),

  commands: (input, run) => ({
    acquire: [directoryCommand(input.scratch, input.path), mountCommand(input, run)],
    release: [unmountCommand(input.path), removeDirectoryCommand(input.path)],
  }),

  async acquire(input, run, io) {
    const { dataset, scratch, path } = input;
    const placed = await io.run(directoryCommand(scratch, path));
    if (placed.exitCode !== 0) return notMounted(path, await failureIn(poolOf(dataset), placed, io));
    const unsafe = await whyUnsafe([scratch, path], io);
    if (unsafe !== null) return unsafe;
    const other = (await readMounts(io)).findLast(({ point }) => point === path);
    if (other !== undefined) return somethingThere(path, other);
    const mounted = await io.run(mountCommand(input, run));
    return mounted.exitCode === 0 ? null : notMounted(path, await failureIn(poolOf(dataset), mounted, io));
  },

  async release({ dataset, what, path }, _run, io) {
    const held = await unmountFrom(path, what === "dataset" ? dataset : `${dataset}@rdump-*`, io);
    return held ?? (await removeDirectory(path, io));
  },
};

function mountCommand({ dataset, what, legacy, path }: MountInput, run: RunRef): Command {
  if (what === "dataset") return mountAtCommand(dataset, legacy, path);
  return mountSnapshotCommand(snapshotOf(dataset, run, "point"), path);
}
