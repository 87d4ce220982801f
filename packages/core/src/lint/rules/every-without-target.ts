import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const everyWithoutTarget: Rule = {
  code: "every-without-target",
  severity: "warning",
  summary: "A schedule has nothing to happen for",
  judges: "whole",
  why: "The volume is scanned so that its archives, mirrors and replicas carry the record. Without any of these, a schedule for the scan is a schedule for nothing that leaves the machine.",
  remedy: "Give the volume a target, or remove `every`.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    const every = cursor.at("integrity").at("every");
    if (volume === null || !every.exists || volume.targets.some(({ kind }) => CARRIERS.has(kind))) continue;
    const detail =
      "The volume has no archives, mirrors or replicas that would carry the record. Give it one, or remove this.";
    yield { span: every.keySpan, detail };
  }
}

const CARRIERS: ReadonlySet<string> = new Set(["archives", "mirrors", "replicas"]);
