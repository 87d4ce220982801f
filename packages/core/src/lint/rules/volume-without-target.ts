import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const volumeWithoutTarget: Rule = {
  code: "volume-without-target",
  severity: "warning",
  summary: "A volume is not backed up",
  judges: "whole",
  why: "A volume without any target is read by nothing and saved nowhere, and no run ever fails because of it.",
  remedy: "Give it `archives`, `mirrors`, `replicas` or `snapshots`, or remove it.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    if (volume === null || volume.targets.length > 0) continue;
    const detail =
      "It has no target, so nothing of it is saved anywhere. Give it `archives`, `mirrors`, `replicas` or `snapshots`, or remove it.";
    yield { span: cursor.keySpan, detail };
  }
}
