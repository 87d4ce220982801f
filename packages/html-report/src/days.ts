/** Milliseconds of a day of UTC. */
const DAY = 86_400_000;
/** The offsets of time zones are multiples of it. */
const QUARTER = 900_000;

/** Converts instants, in milliseconds, into days of a time zone: the number of days since 1970-01-01 there; NaN of NaN. */
export const daysIn = oncePerZone((timeZone: string): ((instant: number) => number) => {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  // A format costs a hundred times more than a look-up.
  const known = new Map<number, number>();
  return (instant) => {
    if (Number.isNaN(instant)) return Number.NaN;
    const quarter = Math.floor(instant / QUARTER);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const day = Date.parse(`${parts.format(quarter * QUARTER)}T00:00:00Z`) / DAY;
    known.set(quarter, day);
    return day;
  };
});

/** A format is slow to make, and many hosts have the same zone. */
export function oncePerZone<T>(make: (timeZone: string) => T): (timeZone: string) => T {
  const made = new Map<string, T>();
  return (timeZone) => {
    const found = made.get(timeZone) ?? make(timeZone);
    made.set(timeZone, found);
    return found;
  };
}

/** `2026-11-22` of a day. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 0 for Monday. The first day of 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
