import { SureError } from "../errors.ts";

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const EPOCH = /^@?(-?\d{1,12})$/;

/**
 * An instant in whole seconds since 1970, rounded down: the grain in which a surefile keeps times.
 *
 * @param text RFC 3339, or seconds since 1970 with or without `@` (what `zfs get -p creation` gives)
 * @throws SureError `usage`
 */
export function parseInstant(text: string): number {
  const epoch = EPOCH.exec(text);
  if (epoch) return Number(epoch[1]);
  const match = RFC3339.exec(text);
  const milliseconds = match ? Date.parse(`${match[1]}T${match[2]}${(match[4] as string).toUpperCase()}`) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw new SureError(
      "usage",
      `${JSON.stringify(text)} is not a time: write 2026-11-22T19:15:28Z or seconds since 1970`,
    );
  return Math.floor(milliseconds / 1000);
}

/** RFC 3339 in UTC, without a fraction. */
export const formatInstant = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
