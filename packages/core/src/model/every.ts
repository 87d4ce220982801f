/** The calendar periods that a schedule can name, finest first. */
export const CALENDAR_UNITS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/**
 * The schedule of a target: a calendar period in the configured zone, or a duration whose periods are counted from 1970-01-01T00:00:00Z.
 */
export type Every =
  | { readonly kind: "calendar"; readonly unit: CalendarUnit }
  | { readonly kind: "duration"; readonly milliseconds: number; readonly text: string };

const DAY = 86_400_000;
const LENGTHS: { readonly [unit in CalendarUnit]: number } = {
  hourly: DAY / 24,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  yearly: 365 * DAY,
};

/** The schedule with the shortest period; the first one of equal ones. */
export function finestOf(schedules: readonly [Every, ...Every[]]): Every {
  return schedules.reduce((finest, each) => (lengthOf(each) < lengthOf(finest) ? each : finest));
}

/** In milliseconds. */
export function lengthOf(every: Every): number {
  return every.kind === "calendar" ? LENGTHS[every.unit] : every.milliseconds;
}
