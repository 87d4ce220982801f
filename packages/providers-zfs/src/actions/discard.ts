import {
  type ActionHandler,
  commandOn,
  Failure,
  type Outcome,
  onHost,
  type ReadIo,
  workOnHost,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, lookAtReceivers } from "../look.ts";
import { isOwnDataset } from "../naming/marks.ts";
import { poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import { discardCommand } from "../replica/commands.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { DiscardInput } from "./inputs.ts";

/**
 * Discards the received part of a snapshot that cannot be finished. A dataset with snapshots keeps them all; a new dataset,
 * which has none, is destroyed by it.
 */
export const discardHandler: ActionHandler<DiscardInput> = {
  kind: "zfs/discard",
  version: 1,
  schema: inputSchemas.actions["zfs/discard"],
  stuck: async (input, io) => (input.host === undefined ? suspension(poolOf(input.target), io) : null),
  commands: ({ target, host }) => [commandOn(host ?? null, discardCommand(target))],
  async probe({ target, host }, _run, io) {
    return { state: (await isInterrupted(target, onHost(host ?? null, io))) ? "absent" : "done" };
  },

  async run({ input: { owner, target, host }, io: anyIo }): Promise<Outcome> {
    const io = workOnHost(host ?? null, anyIo);
    const seen = await findDataset(target, io);
    if ("unseen" in seen) throw new Failure(seen.unseen);
    if (!isOwnDataset(target, seen.found?.mark ?? null, [owner]))
      return fail(target, "it is not the dataset of the plan");
    if (!(await isInterrupted(target, io))) return { status: "done", made: null, moved: {}, warnings: [] };
    const result = await io.run(discardCommand(target));
    if (result.exitCode !== 0) return fail(target, await failureIn(poolOf(target), result, io));
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

async function isInterrupted(target: string, io: ReadIo): Promise<boolean> {
  const seen = await lookAtReceivers([target], io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  return seen.found.some(({ token }) => token !== null);
}

function fail(target: string, words: string): Outcome {
  return { status: "failed", diagnostic: ZFS.error("zfs-not-discarded", `${target}: ${words}.`), warnings: [] };
}
