import { CALENDAR_UNITS } from "../../model/every.ts";
import { targetsOf } from "../land/paths.ts";
import { lengthOf, nameOf, spanOfUnit } from "../land/periods.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const keepFinerThanEvery: Rule = {
  code: "keep-finer-than-every",
  severity: "warning",
  summary: "A keep rule is finer than the schedule can fill",
  judges: "written",
  why: "A rule keeps one point of each period, and the schedule makes fewer points than there are such periods: `hourly: 24` of a daily target keeps 24 days and not one, and a `within` shorter than the schedule keeps nothing.",
  remedy: "Make points as often as the rule counts (`every`), or count what the schedule makes.",
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
      const detail = `\`${unit}: ${keep[unit]}\` counts periods that are shorter than those of the schedule (${nameOf(every)}), so that it keeps ${keep[unit]} points of a much longer time than it says. Count what the schedule makes, or set \`every: "${unit}"\`.`;
      yield { span: spanOf(unit), detail };
    }
    if (keep.within !== null && keep.within > 0 && keep.within < length) {
      const detail = `It is shorter than the time between two points (${nameOf(every)}), so that it keeps nothing but what is just made. Make it longer, or the schedule finer.`;
      yield { span: spanOf("within"), detail };
    }
  }
}

/** A month is not always as long as another; nor is 30 days shorter than a month to anyone who writes it. */
const SLACK = 1.1;
