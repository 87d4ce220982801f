import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const volumeWithoutTarget: Rule = {
  code: "volume-without-target",
  severity: "warning",
  summary: "Volume is not backed up",
  judges: "whole",
  cause: "The volume has no target.",
  effect: "The volume is not saved anywhere, and no run fails because of it.",
  remedy: "Add `archives`, `mirrors`, `replicas` or `snapshots`, or remove the volume.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    if (volume === null || volume.targets.length > 0) continue;
    const detail =
      "The volume has no target, so it is not saved anywhere. Add `archives`, `mirrors`, `replicas` or `snapshots`, or remove it.";
    yield { span: cursor.keySpan, detail };
  }
}
