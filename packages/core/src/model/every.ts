/** The calendar periods that a schedule can name, finest first. */
export const CALENDAR_UNITS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/**
 * The schedule of a target: a calendar period in the configured zone, or a duration whose slots count from the epoch.
 */
export type Every =
  | { readonly kind: "calendar"; readonly unit: CalendarUnit }
  | { readonly kind: "duration"; readonly milliseconds: number; readonly text: string };
