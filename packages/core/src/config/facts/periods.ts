import { CALENDAR_UNITS, type CalendarUnit, type Every } from "../../model/every.ts";
import { hasNoRules, type KeepRules } from "../../model/keep.ts";

const DAY = 86_400_000;
const LENGTHS: { readonly [unit in CalendarUnit]: number } = {
  hourly: DAY / 24,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  yearly: 365 * DAY,
};

/** About how long a calendar period is, in milliseconds; the shortest of its kind, except February. */
export function spanOfUnit(unit: CalendarUnit): number {
  return LENGTHS[unit];
}

/** About how long it is from one slot to the next, in milliseconds. */
export function lengthOf(every: Every): number {
  return every.kind === "calendar" ? LENGTHS[every.unit] : every.milliseconds;
}

/** As it is written: `"daily"`, `"6h"`. */
export function nameOf(every: Every): string {
  return JSON.stringify(every.kind === "calendar" ? every.unit : every.text);
}

/** The finest calendar rule; null when points are also kept by their age or number, or by no rule. */
export function finestRule(keep: KeepRules): CalendarUnit | null {
  if (hasNoRules(keep) || keep.within !== null || keep.last > 0) return null;
  return CALENDAR_UNITS.find((unit) => keep[unit] > 0) ?? null;
}
