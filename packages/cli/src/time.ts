import type { Instant } from "@rdump/core";
import { Temporal } from "temporal-polyfill";
import { CLI } from "./codes.ts";

/** `2026-11-25T03:00Z` with an offset, or `2026-11-25 03:00` or `2026-11-25` in the config's zone; whole seconds. */
export function instantOf(text: string, option: string, timeZone: string): Instant {
  const instant = parsedInstant(text, timeZone);
  if (instant !== null) return instant;
  throw CLI.failure(
    "usage-time",
    `${option} ${JSON.stringify(text)} is not a time. Write it like 2026-11-25, 2026-11-25T03:00 (in the time zone of the config) or 2026-11-25T03:00:00Z.`,
  );
}

/** The same; null if the text is no time. */
export function parsedInstant(text: string, timeZone: string): Instant | null {
  const instant = parsed(text.trim(), timeZone);
  return instant === null ? null : Math.floor(instant / 1000) * 1000;
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
