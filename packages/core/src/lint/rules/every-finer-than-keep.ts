import { targetsOf } from "../land/paths.ts";
import { finestRule, lengthOf, nameOf, spanOfUnit } from "../land/periods.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const everyFinerThanKeep: Rule = {
  code: "every-finer-than-keep",
  severity: "warning",
  summary: "The schedule is finer than any rule keeps",
  judges: "written",
  why: "Of all points in one period of the finest rule only the newest is kept, so each run's point takes the place of the one before it. There is a fresh copy, but no way back by less than that period.",
  remedy:
    "Keep what the schedule makes (`hourly`, `last` or `within`), or make points as often as they are kept. Where only a fresh copy is wanted, ignore the rule and say why.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { target, cursor } of targetsOf(subject)) {
    const finest = finestRule(target.keep);
    const every = cursor.at("every");
    if (finest === null || !every.exists || lengthOf(target.every) * 1.2 >= spanOfUnit(finest)) continue;
    const detail = `A point is made ${nameOf(target.every)}, and the finest rule is \`${finest}\`: each point takes the place of the one before it. Add a rule that keeps them (\`last\`, \`within\`), or set \`every: "${finest}"\`.`;
    yield { span: every.span, detail };
  }
}
