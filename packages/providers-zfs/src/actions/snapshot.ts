import type { ActionHandler, Outcome } from "@rdump/core/provider";
import { snapshotCommand, snapshotOf } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, notSnapshotted } from "../scopes/diagnostics.ts";
import type { PointInput } from "./inputs.ts";
import { missing, probeSnapshot } from "./probe.ts";

/** A mirror's snapshot, made once everything is copied and checked. */
export const snapshotHandler: ActionHandler<PointInput> = {
  kind: "zfs/snapshot",
  version: 1,
  schema: inputSchemas.actions["zfs/snapshot"],
  stuck: stuckIn(({ dataset }) => dataset),
  commands: ({ owner, dataset }, run) => [snapshotCommand(owner, [snapshotOf(dataset, run, "point")], run)],
  probe: ({ owner, dataset }, run, io) => probeSnapshot(snapshotOf(dataset, run, "point"), owner, io),

  async run({ input: { owner, dataset }, run, io }): Promise<Outcome> {
    const name = snapshotOf(dataset, run, "point");
    const result = await io.run(snapshotCommand(owner, [name], run));
    if (result.exitCode !== 0) {
      const pool = poolOf(dataset);
      return { status: "failed", diagnostic: notSnapshotted(pool, await failureIn(pool, result, io)), warnings: [] };
    }
    const found = await probeSnapshot(name, owner, io);
    if (found.state !== "done") return { status: "failed", diagnostic: missing(name), warnings: [] };
    return { status: "done", made: found.made ?? null, moved: {}, warnings: [] };
  },
};
