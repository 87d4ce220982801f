import { type ActionHandler, commandOn, type Outcome, onHost, type ReadIo, workOnHost } from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, known } from "../look.ts";
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
    const found = known(await findDataset(target, io));
    if (!isOwnDataset(target, found?.mark ?? null, [owner])) return fail(target, "it is not the dataset of the plan");
    if (found?.token == null) return { status: "done", made: null, moved: {}, warnings: [] };
    const result = await io.run(discardCommand(target));
    if (result.exitCode !== 0) return fail(target, await failureIn(poolOf(target), result, io));
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

async function isInterrupted(target: string, io: ReadIo): Promise<boolean> {
  return known(await findDataset(target, io))?.token != null;
}

function fail(target: string, words: string): Outcome {
  return { status: "failed", diagnostic: ZFS.error("zfs-not-discarded", `${target}: ${words}.`), warnings: [] };
}
