import { targetsOf } from "../../config/facts/paths.ts";
import { finestRule, lengthOf, nameOf, spanOfUnit } from "../../config/facts/periods.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const everyFinerThanKeep: Rule = {
  code: "every-finer-than-keep",
  severity: "warning",
  summary: "Schedule is finer than the keep rules",
  judges: "written",
  cause: "Of all points in one period of the finest keep rule, only the newest is kept.",
  effect:
    "Each new point replaces the previous one of the same period. A state between two periods cannot be restored.",
  remedy:
    "Add a keep rule that keeps each point (`hourly`, `last` or `within`), or make points less often. If only a current copy is needed, add an ignore comment with the reason.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { target, cursor } of targetsOf(subject)) {
    const finest = finestRule(target.keep);
    const every = cursor.at("every");
    if (finest === null || !every.exists || lengthOf(target.every) * 1.2 >= spanOfUnit(finest)) continue;
    const detail = `A point is made ${nameOf(target.every)}, and the finest rule is \`${finest}\`: each point replaces the previous one. Add a rule that keeps them (\`last\`, \`within\`), or set \`every: "${finest}"\`.`;
    yield { span: every.span, detail };
  }
}
