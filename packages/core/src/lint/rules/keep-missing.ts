import { targetsOf } from "../../config/facts/paths.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { hasNoRules } from "../../model/keep.ts";

export const keepMissing: Rule = {
  code: "keep-missing",
  severity: "warning",
  summary: "No keep rules",
  judges: "whole",
  cause: "The target has no `keep`.",
  effect:
    "No point ever expires. The group grows until its pool or repository is full, and then each backup into it fails.",
  remedy:
    "Write `keep`, as rules or as the name of a policy. If all points should stay, add an ignore comment with the reason.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { target, cursor } of targetsOf(subject)) {
    if (target.targetType === "mirrors/directory" || target.kind === "clones" || !hasNoRules(target.keep)) continue;
    const keep = cursor.at("keep");
    // Zeros are reported by keep-zero.
    if (keep.entries().length > 0) continue;
    const detail =
      "Without a keep rule no point expires. When no space is left, every backup fails. Declare rules, for example `keep: { daily: 7, weekly: 4, monthly: 12 }`.";
    yield { span: keep.exists ? keep.span : cursor.keySpan, detail };
  }
}
