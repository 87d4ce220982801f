import type { ActionHandler } from "@rdump/core/provider";
import { snapshotOf } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { stuckIn } from "../pool-state.ts";
import type { Taken } from "../scopes/taken.ts";
import type { PointInput } from "./inputs.ts";
import { missing, probeSnapshot } from "./probe.ts";

/** A point that was made when the moment of the run was fixed: it is only looked up. */
export function pointHandler(taken: Taken): ActionHandler<PointInput> {
  return {
    kind: "zfs/point",
    version: 1,
    schema: inputSchemas.actions["zfs/point"],
    stuck: stuckIn(({ dataset }) => dataset),
    commands: () => [],

    async probe({ owner, dataset }, run, io) {
      const name = snapshotOf(dataset, run, "point");
      const made = taken.find(run, name);
      return made === null ? probeSnapshot(name, owner, io) : { state: "done", made };
    },

    run: async ({ input, run }) => ({
      status: "failed",
      diagnostic: missing(snapshotOf(input.dataset, run, "point")),
      warnings: [],
    }),
  };
}
