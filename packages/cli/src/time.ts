import { failure, type Instant } from "@rdump/core";
import { Temporal } from "temporal-polyfill";

/** `2026-11-25T03:00Z` with an offset, or `2026-11-25 03:00` or `2026-11-25` in the config's zone; whole seconds. */
export function instantOf(text: string, timeZone: string): Instant {
  const instant = parsed(text.trim(), timeZone);
  if (instant !== null) return Math.floor(instant / 1000) * 1000;
  throw failure(
    "usage-time",
    "Not a time",
    `--now "${text}" is not a time. Write it as 2026-11-25, 2026-11-25T03:00 (in the config's time zone) or 2026-11-25T03:00:00Z.`,
  );
}

function parsed(text: string, timeZone: string): Instant | null {
  for (const read of [
    () => Temporal.Instant.from(text).epochMilliseconds,
    () => Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds,
  ]) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

const UNITS: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `10m`, `2h`: milliseconds. */
export function durationOf(text: string, option: string): number {
  const found = /^(\d{1,9})(s|m|h|d)$/.exec(text.trim());
  if (found !== null) return Number(found[1]) * (UNITS[found[2] ?? ""] ?? 0);
  throw failure(
    "usage-duration",
    "Not a duration",
    `${option} "${text}" is not a duration. Write it as 90s, 10m or 2h.`,
  );
}
