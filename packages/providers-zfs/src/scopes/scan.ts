import {
  type Diagnostic,
  type RunIo,
  type RunRef,
  removeDirectoryCommand,
  removeScratchMount,
  type ScopeHandler,
  scratchDirectoryCommand,
  unmountCommand,
  unsafeDirectory,
} from "@rdump/core/provider";
import {
  asideCommand,
  createScanParentCommand,
  destroyDatasetCommand,
  mountDatasetCommand,
  scanCloneCommand,
  snapshotOf,
} from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, lookAtOwnDatasetMarks, lookAtSnapshots } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { beforeAside, poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, foreignClone, notCloned, notDestroyed, notMounted, unsafePlace } from "./diagnostics.ts";
import type { ScanInput } from "./inputs.ts";
import { placeOf } from "./places.ts";

export const scanScope: ScopeHandler<ScanInput> = {
  kind: "zfs/scan",
  version: 1,
  schema: inputSchemas.scopes["zfs/scan"],
  stuck: stuckIn(({ dataset }) => dataset),

  handle: ({ name, path }, run) => ({ clone: name, path, run: run.id }),

  commands: (input, run) => ({
    acquire: [
      ...(input.makesParent ? [createScanParentCommand(input.owner, input.parent)] : []),
      scratchDirectoryCommand(input.scratch),
      scanCloneCommand(input, originOf(input, run), run),
      mountDatasetCommand(input.name),
    ],
    release: [
      ...[unmountCommand(input.path), removeDirectoryCommand(input.path), destroyDatasetCommand(input.name)],
      ...(beforeAside(input.name) === null ? [asideCommand(input.name, run)] : []),
    ],
  }),

  async acquire(input, run, io) {
    const pool = poolOf(input.dataset);
    if (input.makesParent) {
      const created = await io.run(createScanParentCommand(input.owner, input.parent));
      if (created.exitCode !== 0) return notCloned(input.parent, await failureIn(pool, created, io));
    }
    const placed = await io.run(scratchDirectoryCommand(input.scratch));
    if (placed.exitCode !== 0) return notMounted(input.path, await failureIn(pool, placed, io));
    const unsafe = await unsafeDirectory([input.scratch], io);
    if (unsafe !== null) return unsafePlace(unsafe);
    const cloned = await io.run(scanCloneCommand(input, originOf(input, run), run));
    if (cloned.exitCode !== 0) return notCloned(input.name, await failureIn(pool, cloned, io));
    const mounted = await io.run(mountDatasetCommand(input.name));
    return mounted.exitCode === 0 ? null : notMounted(input.path, await failureIn(pool, mounted, io));
  },

  async release(input, run, io) {
    // The clone is destroyed last: the next run finds the rest by its mark.
    return (await removeScratchMount(placeOf(input.path, input.name), io)) ?? (await destroyOwn(input, run, io));
  },
};

function originOf({ dataset, keeps }: ScanInput, run: RunRef): string {
  return snapshotOf(dataset, run, keeps ? "point" : "scan");
}

async function destroyOwn({ owner, name }: ScanInput, run: RunRef, io: RunIo): Promise<Diagnostic | null> {
  const seen = await findDataset(name, io);
  if ("unseen" in seen) return seen.unseen;
  if (seen.found === null) return null;
  const marks = await lookAtOwnDatasetMarks([name], io);
  if ("unseen" in marks) return marks.unseen;
  if (marks.found.get(name) !== datasetMark(owner, beforeAside(name) ?? name)) return foreignClone(name);
  const result = await io.run(destroyDatasetCommand(name));
  if (result.exitCode === 0 || (await isPutAside(name, run, io))) return null;
  return notDestroyed(name, await failureIn(poolOf(name), result, io));
}

/**
 * Another program, with a recursive snapshot of the pool, makes snapshots of a clone too. Under another name the clone is in
 * the way of no later run; discovery reports it, and finds it again when these snapshots are gone.
 */
async function isPutAside(name: string, run: RunRef, io: RunIo): Promise<boolean> {
  if (beforeAside(name) !== null) return false;
  const seen = await lookAtSnapshots([name], io);
  if ("unseen" in seen || seen.found.length === 0) return false;
  return (await io.run(asideCommand(name, run))).exitCode === 0;
}
