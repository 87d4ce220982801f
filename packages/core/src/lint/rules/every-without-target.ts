import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const everyWithoutTarget: Rule = {
  code: "every-without-target",
  severity: "warning",
  summary: "Schedule has no target",
  judges: "whole",
  cause:
    "The volume has a schedule for its integrity data, and no archives, mirrors or replicas that would contain this data.",
  effect: "The volume is scanned, and no result leaves this machine.",
  remedy: "Add such a target, or remove `every`.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    const every = cursor.at("integrity").at("every");
    if (volume === null || !every.exists || volume.targets.some(({ kind }) => CARRIERS.has(kind))) continue;
    const detail =
      "The volume has no archives, mirrors or replicas that would contain the integrity data. Add one, or remove this.";
    yield { span: every.keySpan, detail };
  }
}

const CARRIERS: ReadonlySet<string> = new Set(["archives", "mirrors", "replicas"]);
