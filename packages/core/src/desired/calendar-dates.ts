/** Dates of the proleptic Gregorian calendar as days since 1970-01-01, by integers alone. */
export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

const DAYS_IN_ERA = 146_097; // 400 years: after them the calendar repeats
const EPOCH_IN_ERA = 719_468; // days from 0000-03-01 to 1970-01-01

/** The year is counted from March, so that the leap day is a year's last day and months need no table. */
export function dateOfDays(days: number): CalendarDate {
  const shifted = days + EPOCH_IN_ERA;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysOfDate(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - EPOCH_IN_ERA;
}

/** Weeks since the one that holds 1970-01-01; as in ISO 8601 they begin on Monday. */
export function weekOfDays(days: number): number {
  return Math.floor((days + 3) / 7);
}

/** The first day, a Monday, of a week that `weekOfDays` counted. */
export function daysOfWeek(week: number): number {
  return week * 7 - 3;
}

/** A week belongs to the year that its Thursday is in, and week 1 is the one with January 4th (ISO 8601). */
export function isoWeekOf(week: number): { readonly year: number; readonly week: number } {
  const { year } = dateOfDays(daysOfWeek(week) + 3);
  return { year, week: week - weekOfDays(daysOfDate(year, 1, 4)) + 1 };
}
