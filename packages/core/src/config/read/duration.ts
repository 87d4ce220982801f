import { CALENDAR_UNITS, type CalendarUnit, type Every } from "../../model/every.ts";
import type { Cursor } from "../cursor.ts";
import { suggestion } from "../nearest.ts";
import { listed, quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

const MINUTE = 60_000;
const UNITS: { readonly [unit: string]: number } = {
  m: MINUTE,
  h: 60 * MINUTE,
  d: 24 * 60 * MINUTE,
  w: 7 * 24 * 60 * MINUTE,
};
/** A hundred years: a longer duration is an error, and later sums cannot overflow. */
const LONGEST = 36_525 * 24 * 60 * MINUTE;
const GRAMMAR = "Write a whole number and `m`, `h`, `d` or `w`, for example `90m`, `6h`, `30d` or `2w`.";

/** Milliseconds of `90m`, `6h`, `30d`, `2w`; 0 when it cannot be read. */
export function readDuration(cursor: Cursor, report: Report): number {
  const text = cursor.text();
  if (text === null) return 0;
  const read = milliseconds(text);
  if (typeof read === "number") return read;
  report.add("config-bad-duration", cursor.span, `${quoted(text)}: ${read} ${GRAMMAR}`);
  return 0;
}

/** A calendar period or a duration; `otherwise` where the text names none. */
export function readEvery(cursor: Cursor, otherwise: Every, report: Report): Every {
  const text = cursor.text();
  if (text === null) return otherwise;
  if (isCalendarUnit(text)) return { kind: "calendar", unit: text };
  const read = milliseconds(text);
  if (typeof read === "number") return { kind: "duration", milliseconds: read, text };
  const why = /^\d/.test(text) ? ` ${read}` : suggestion(text, CALENDAR_UNITS);
  const detail = `${quoted(text)} is neither ${listed(CALENDAR_UNITS)} nor a duration.${why} ${GRAMMAR}`;
  report.add("config-bad-every", cursor.span, detail);
  return otherwise;
}

function isCalendarUnit(text: string): text is CalendarUnit {
  return (CALENDAR_UNITS as readonly string[]).includes(text);
}

/** The length, or what is wrong with it. */
function milliseconds(text: string): number | string {
  const [, digits, unit] = /^(\d+)([mhdw])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return "This is not a duration.";
  const length = Number(digits) * (UNITS[unit] ?? 0);
  if (length === 0) return "The duration is zero.";
  return length > LONGEST ? "The duration is longer than a hundred years." : length;
}
