import { type KeepRules, PERIOD_RULES, type PeriodRule } from "../model/keep.ts";
import type { KeepReason } from "./retention.ts";

/** One line for people on why a point stays or goes: `kept: daily 3 of 7`, `expired: no rule keeps it`. */
export function reasonText(because: KeepReason | null, keep: KeepRules): string {
  if (because === null) return "expired: no rule keeps it";
  switch (because.rule) {
    case "no-rules":
      return "kept: no rules, so nothing expires";
    case "future":
      return "kept: its time is in the future";
    case "held":
      return "kept: held, though no rule keeps it";
    case "within":
      return `kept: younger than ${spanText(keep.within ?? 0)}`;
    default: {
      const rule = PERIOD_RULES.find((name) => because.rule.startsWith(name)) as PeriodRule;
      const count = `${rule} ${because.number} of ${keep[rule]}`;
      return because.rule === rule ? `kept: ${count}` : `kept: ${count}, as the oldest there is`;
    }
  }
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** The largest unit that says it without a rest. */
function spanText(milliseconds: number): string {
  const unit = UNITS.find(([, size]) => milliseconds % size === 0);
  return unit === undefined ? `${milliseconds}ms` : `${milliseconds / unit[1]}${unit[0]}`;
}
