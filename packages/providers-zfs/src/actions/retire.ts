import {
  type ActionHandler,
  type Command,
  commandOn,
  DONE,
  failed,
  type Outcome,
  onHost,
  type ReadIo,
  type RunIo,
  unmountCommand,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { destroyDatasetCommand, destroySnapshotsCommand, setCommand, writableCommand } from "../commands.ts";
import { findRetired, judgeRetirement } from "../discovery/retirement.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { datasetIn, poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import { releaseCommand } from "../replica/commands.ts";
import { BASE_TAG } from "../replica/names.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { RetireInput } from "./inputs.ts";

/**
 * Destroys the dataset of a clone, a mirror or a replica that is no longer declared. It is unmounted first, so nothing is
 * destroyed while a program uses it. Never recursive, never forced: ZFS refuses what appeared meanwhile.
 */
export const retireHandler: ActionHandler<RetireInput> = {
  kind: "zfs/retire",
  version: 1,
  schema: inputSchemas.actions["zfs/retire"],
  stuck: async ({ host, dataset }, io) => (host === undefined ? suspension(poolOf(dataset), io) : null),
  commands: (input) => [...locksOf(input), ...unmountsOf(input), ...destroysOf(input), ...unlocksOf(input)],

  async probe(input, _run, io) {
    const found = await findRetired(input.dataset, onHost(input.host ?? null, io));
    if ("refused" in found) return { state: found.absent === true ? "done" : "absent" };
    return { state: found.datasets[0].guid === input.guid ? "absent" : "done" };
  },

  async run({ input, io }): Promise<Outcome> {
    const before = await whyOther(input, io);
    if (before !== null) return fail(input, `${before} Nothing was destroyed.`);
    const kept = await close(input, io);
    if (kept !== null) return fail(input, `${kept} Nothing was destroyed.`);
    for (const command of destroysOf(input)) {
      const result = await io.run(command);
      if (result.exitCode === 0) continue;
      const words = await wordsOf(input, result, io);
      for (const unlock of unlocksOf(input)) await io.run(unlock);
      return fail(input, `${words}.`);
    }
    return DONE;
  },
};

/** Ends the use of the dataset. Why it is kept as it was; null: it is unchanged, and not mounted any more. */
async function close(input: RetireInput, io: RunIo): Promise<string | null> {
  const kept = await whyNotClosed(input, io);
  // A file system that another program uses can still be mounted.
  if (kept !== null) for (const unlock of unlocksOf(input)) await io.run(unlock);
  return kept;
}

async function whyNotClosed(input: RetireInput, io: RunIo): Promise<string | null> {
  for (const lock of locksOf(input)) {
    const result = await io.run(lock);
    if (result.exitCode !== 0) return `${await wordsOf(input, result, io)}.`;
    // All earlier writes are counted now, and further ones are not possible.
    const changed = await whyOther(input, io);
    if (changed !== null) return changed;
  }
  for (const unmount of unmountsOf(input)) {
    const result = await io.run(unmount);
    if (result.exitCode !== 0) return `${await wordsOf(input, result, io)}.`;
  }
  return null;
}

function locksOf({ dataset, writable }: RetireInput): readonly Command[] {
  return writable === true ? [setCommand(dataset, ["readonly=on"])] : [];
}

function unlocksOf({ dataset, writable }: RetireInput): readonly Command[] {
  return writable === true ? [{ ...writableCommand(dataset), condition: "if the dataset is not destroyed" }] : [];
}

function unmountsOf({ mounts }: RetireInput): readonly Command[] {
  return mounts.map((path) => unmountCommand(path));
}

function destroysOf({ dataset, host, snapshots, origin }: RetireInput): readonly Command[] {
  const names = snapshots.map(({ name }) => name);
  const held = snapshots.flatMap((each) => (each.held === true ? [`${dataset}@${each.name}`] : []));
  const commands = [
    ...(held.length === 0 ? [] : [releaseCommand(BASE_TAG, held)]),
    ...(names.length === 0 ? [] : [destroySnapshotsCommand(dataset, names)]),
    destroyDatasetCommand(dataset),
    ...(origin === undefined
      ? []
      : [destroySnapshotsCommand(datasetIn(origin), [origin.slice(origin.indexOf("@") + 1)])]),
  ];
  return commands.map((command) => commandOn(host ?? null, command));
}

/** Why the dataset is not exactly as the plan saw it; null: it is. */
async function whyOther({ dataset, host, claim, ...planned }: RetireInput, io: ReadIo): Promise<string | null> {
  const judged = await judgeRetirement({ dataset, host: host ?? null, claim }, io);
  if ("refused" in judged) return judged.refused;
  if (judged.dataset.guid !== planned.guid) return `${dataset} is another dataset than when the plan was made.`;
  const known = new Map(planned.snapshots.map((each) => [each.guid, each]));
  const other = judged.snapshots.find(({ guid, isBase }) => {
    const snapshot = known.get(guid);
    return snapshot === undefined || (isBase && snapshot.held !== true);
  });
  if (other !== undefined || judged.snapshots.length !== known.size) {
    return `${dataset} has other snapshots or holds than when the plan was made.`;
  }
  const isElsewhere = judged.mounts.some((mount) => !planned.mounts.includes(mount));
  return isElsewhere ? `${dataset} was mounted at another place after the plan was made.` : null;
}

function wordsOf({ dataset, host }: RetireInput, result: Parameters<typeof failureIn>[1], io: ReadIo) {
  return failureIn(poolOf(dataset), result, onHost(host ?? null, io));
}

function fail({ dataset }: RetireInput, words: string): Outcome {
  return failed(ZFS.error("zfs-not-retired", `${dataset}: ${words}`));
}
