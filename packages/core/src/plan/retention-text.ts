import { durationText } from "../model/duration.ts";
import type { KeepRules, PeriodRule } from "../model/keep.ts";
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
      return "kept: another object depends on it, and no rule keeps it";
    case "within":
      return `kept: younger than ${durationText(keep.within ?? 0)}`;
    default: {
      const [rule, oldest] = because.rule.split("[") as [PeriodRule, string?];
      const count = `kept: ${rule} ${because.number} of ${keep[rule]}`;
      return oldest === undefined ? count : `${count}, as the oldest point`;
    }
  }
}
