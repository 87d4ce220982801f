import { CLI } from "./codes.ts";

const UNITS: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `10m`, `2h`: milliseconds. */
export function durationOf(text: string, option: string): number {
  const found = /^(\d{1,9})(s|m|h|d)$/.exec(text.trim());
  if (found !== null) return Number(found[1]) * (UNITS[found[2] ?? ""] ?? 0);
  throw CLI.failure("usage-duration", `${option} "${text}" is not a duration. Write it like 90s, 10m or 2h.`);
}
