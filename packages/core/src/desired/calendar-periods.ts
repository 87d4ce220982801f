import type { CalendarUnit } from "../model/every.ts";
import { dateOfDays, daysOfDate, daysOfWeek, isoWeekOf, weekOfDays } from "./calendar-dates.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Calendar periods are numbered without a hole, in the order of the wall clock. `local` is what the wall clock shows,
 * in milliseconds as if it were UTC: an instant plus the zone's offset.
 */
export function periodAt(unit: CalendarUnit, local: number): number {
  switch (unit) {
    case "hourly":
      return Math.floor(local / HOUR);
    case "daily":
      return Math.floor(local / DAY);
    case "weekly":
      return weekOfDays(Math.floor(local / DAY));
    case "monthly": {
      const { year, month } = dateOfDays(Math.floor(local / DAY));
      return year * 12 + month - 1;
    }
    case "yearly":
      return dateOfDays(Math.floor(local / DAY)).year;
  }
}

/** The wall clock at the beginning of the period, if the wall clock has that moment. */
export function periodStart(unit: CalendarUnit, period: number): number {
  switch (unit) {
    case "hourly":
      return period * HOUR;
    case "daily":
      return period * DAY;
    case "weekly":
      return daysOfWeek(period) * DAY;
    case "monthly":
      return daysOfDate(Math.floor(period / 12), period - Math.floor(period / 12) * 12 + 1, 1) * DAY;
    case "yearly":
      return daysOfDate(period, 1, 1) * DAY;
  }
}

/** `2026-11-22T14`, `2026-11-22`, `2026-W47`, `2026-11`, `2026`: one text for one period, other texts for all others. */
export function periodText(unit: CalendarUnit, period: number): string {
  switch (unit) {
    case "hourly": {
      const days = Math.floor(period / 24);
      return `${periodText("daily", days)}T${two(period - days * 24)}`;
    }
    case "daily": {
      const { year, month, day } = dateOfDays(period);
      return `${yearText(year)}-${two(month)}-${two(day)}`;
    }
    case "weekly": {
      const { year, week } = isoWeekOf(period);
      return `${yearText(year)}-W${two(week)}`;
    }
    case "monthly": {
      const year = Math.floor(period / 12);
      return `${yearText(year)}-${two(period - year * 12 + 1)}`;
    }
    case "yearly":
      return yearText(period);
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** ISO 8601: four digits, or a sign and six. */
function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, "0");
  return `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
}
