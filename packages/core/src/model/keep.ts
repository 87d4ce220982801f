/** How many periods that have a point are kept, from the finest to the coarsest; 0 is no rule. */
export interface KeepRules {
  readonly last: number;
  readonly hourly: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
  /** All points younger than this many milliseconds are kept; null is no rule. */
  readonly within: number | null;
}

/** The rules that count periods, in the order in which they are applied. */
export const PERIOD_RULES = ["last", "hourly", "daily", "weekly", "monthly", "yearly"] as const;
export type PeriodRule = (typeof PERIOD_RULES)[number];

export const NO_RULES: KeepRules = { last: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0, within: null };

/** True without any rule: points of such a group never expire. */
export function hasNoRules(keep: KeepRules): boolean {
  return keep.within === null && PERIOD_RULES.every((rule) => keep[rule] === 0);
}
