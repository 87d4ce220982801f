import { hasNoRules } from "../../model/keep.ts";
import { targetsOf } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const keepMissing: Rule = {
  code: "keep-missing",
  severity: "warning",
  summary: "Nothing says how long points are kept",
  judges: "whole",
  why: "Without keep rules nothing ever expires: the group grows until its pool or repository is full, and then every backup into it fails.",
  remedy:
    "Write `keep`, as rules or as the name of a policy. Where all points are meant to stay, ignore the rule and say why.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { target, cursor } of targetsOf(subject)) {
    if (target.medium === "mirrors/directory" || target.kind === "clones" || !hasNoRules(target.keep)) continue;
    const keep = cursor.at("keep");
    // Where zeros stand, that has been said of them.
    if (keep.entries().length > 0) continue;
    const detail =
      "It has no keep rule, so nothing ever expires, until there is no space and every backup fails. Write `keep: { daily: 7, weekly: 4, monthly: 12 }`, or what you need.";
    yield { span: keep.exists ? keep.span : cursor.keySpan, detail };
  }
}
