import { targetsOf } from "../../config/facts/paths.ts";
import { lengthOf, nameOf, spanOfUnit } from "../../config/facts/periods.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { CALENDAR_UNITS } from "../../model/every.ts";

export const keepFinerThanEvery: Rule = {
  code: "keep-finer-than-every",
  severity: "warning",
  summary: "Keep rule is finer than the schedule",
  judges: "written",
  cause:
    "A keep rule keeps one point of each of its periods, and the schedule makes fewer points than there are periods.",
  effect:
    "`hourly: 24` on a daily target keeps 24 days instead of one. A `within` that is shorter than the schedule keeps nothing.",
  remedy: "Make points as often as the rule counts (`every`), or use a rule of the same unit as the schedule.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { target, cursor } of targetsOf(subject)) {
    const { every, keep } = target;
    const length = lengthOf(every);
    const rules = cursor.at("keep");
    const spanOf = (rule: string) => (rules.at(rule).exists ? rules.at(rule).keySpan : rules.span);
    for (const unit of CALENDAR_UNITS) {
      if (keep[unit] === 0 || spanOfUnit(unit) * SLACK >= length) continue;
      const detail = `\`${unit}: ${keep[unit]}\` counts periods that are shorter than those of the schedule (${nameOf(every)}), so the rule keeps ${keep[unit]} points over a much longer time. Use a rule of the same unit as the schedule, or set \`every: "${unit}"\`.`;
      yield { span: spanOf(unit), detail };
    }
    if (keep.within !== null && keep.within > 0 && keep.within < length) {
      const detail = `\`within\` is shorter than the time between two points (${nameOf(every)}), so it keeps only the newest point. Use a longer time, or a finer schedule.`;
      yield { span: spanOf("within"), detail };
    }
  }
}

/** A month is not always as long as another; nor is 30 days shorter than a month to anyone who writes it. */
const SLACK = 1.1;
