import { allGroups } from "../desired/desire.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordLine } from "../model/record.ts";
import type { RunRef } from "../model/run.ts";

/**
 * That a run makes points of sources with an open loss, or with another disk in their place. Written before its first
 * action, so that it is known of each of its points. Pure.
 */
export function doubtsOf(
  plan: Pick<Plan, "actions" | "shrunken" | "drift" | "config">,
  run: RunRef,
): readonly RecordLine[] {
  const { resolved } = plan.config;
  const owner = resolved.id;
  const volumes = new Map(allGroups(resolved).map(({ group }) => [group.address, group.volume.name]));
  const makes = new Set(
    plan.actions.flatMap(({ address, destroys }) => (destroys.length > 0 ? [] : (volumes.get(address) ?? []))),
  );
  const losses = [...makes].flatMap((volume): readonly RecordLine[] => {
    const loss = plan.shrunken.find((each) => each.volume === volume);
    if (loss === undefined) return [];
    return [{ type: "finding", finding: { ...loss, kind: "made", owner, run: run.id, time: run.time } }];
  });
  const disks = plan.drift.flatMap((drift): readonly RecordLine[] =>
    drift.kind === "disk" && makes.has(drift.address)
      ? [{ type: "disk", volume: drift.address, disk: drift.is, run: run.id }]
      : [],
  );
  return [...losses, ...disks];
}
