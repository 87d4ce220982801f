import type { ActionHandler, Diagnostic, Outcome, RunRef } from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { snapshotCommand, snapshotOf } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { CompanionInput } from "./inputs.ts";
import { probeSnapshot } from "./probe.ts";

/**
 * A snapshot right after the volume got the integrity data of the point of this run, because a point cannot contain its
 * own integrity data.
 */
export const companionHandler: ActionHandler<CompanionInput> = {
  kind: "zfs/companion",
  version: 1,
  schema: inputSchemas.actions["zfs/companion"],
  stuck: stuckIn(({ dataset }) => dataset),
  commands: (input, run) => [snapshot(input, run)],
  probe: ({ owner, dataset }, run, io) => probeSnapshot(snapshotOf(dataset, run, "companion"), owner, io),

  async run({ input, run, io }): Promise<Outcome> {
    const made = await io.run(snapshot(input, run));
    if (made.exitCode === 0) return { status: "done", made: null, moved: {}, warnings: [] };
    const words = await failureIn(poolOf(input.dataset), made, io);
    return { status: "failed", diagnostic: notMade(input.dataset, run, words), warnings: [] };
  },
};

function snapshot({ owner, dataset }: CompanionInput, run: RunRef) {
  return snapshotCommand(owner, [snapshotOf(dataset, run, "companion")], run);
}

function notMade(dataset: string, run: RunRef, words: string): Diagnostic {
  const detail = `${snapshotOf(dataset, run, "companion")}: ${words}. The point itself is complete, and is proven by the integrity data of the next point.`;
  return ZFS.error("zfs-no-companion", detail);
}
