import type { Instant } from "../model/instant.ts";

/** A function that gives a time on the clock of a zone: `02:00` today, `11-28` this year, else `2025-11`. */
export function clockIn(timeZone: string, now: Instant): (time: Instant) => string {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", timeZone } as const;
  const day = new Intl.DateTimeFormat("en-CA", parts);
  const hour = new Intl.DateTimeFormat("en-CA", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  const today = day.format(now);
  return (time) => {
    const date = day.format(time);
    if (date === today) return hour.format(time);
    return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date.slice(0, 7);
  };
}

/** `2026-11-28 02:00`. */
export function momentIn(timeZone: string, time: Instant): string {
  const day = { year: "numeric", month: "2-digit", day: "2-digit", timeZone } as const;
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const date = new Intl.DateTimeFormat("en-CA", day).format(time);
  return `${date} ${new Intl.DateTimeFormat("en-CA", hour).format(time)}`;
}
