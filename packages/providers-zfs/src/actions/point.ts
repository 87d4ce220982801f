import { type ActionHandler, onHost } from "@rdump/core/provider";
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
    stuck: stuckIn(
      ({ dataset }) => dataset,
      ({ host }) => host,
    ),
    commands: () => [],

    async probe({ owner, dataset, host = null }, run, io) {
      const name = snapshotOf(dataset, run, "point");
      const made = taken.find(run, host, name);
      return made === null ? probeSnapshot(name, owner, onHost(host, io)) : { state: "done", made };
    },

    run: async ({ input, run }) => ({
      status: "failed",
      diagnostic: missing(snapshotOf(input.dataset, run, "point")),
      warnings: [],
    }),
  };
}
