import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

/** A part of one from `50%`. */
export function readPercent(cursor: Cursor, otherwise: number, report: Report): number {
  const text = cursor.text();
  if (text === null) return otherwise;
  const [, digits] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  const percent = Number(digits);
  if (digits !== undefined && percent <= 100) return percent / 100;
  report.add(
    "config-bad-percent",
    cursor.span,
    `${quoted(text)}: write a number from 0 to 100 and \`%\`, for example \`50%\`.`,
  );
  return otherwise;
}
