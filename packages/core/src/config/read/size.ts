import type { SnapshotSize } from "../../model/source.ts";
import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

const UNITS: { readonly [unit: string]: number } = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
};

/** How much a snapshot may take; null when it cannot be read, or is not there. */
export function readSnapshotSize(cursor: Cursor, report: Report): SnapshotSize | null {
  const text = cursor.text();
  if (text === null) return null;
  const [, digits] = /^(\d+) ?%ORIGIN$/.exec(text) ?? [];
  if (digits !== undefined) {
    const percent = Number(digits);
    if (percent >= 1 && percent <= 100) return { kind: "origin", percent, text };
    const detail = `${quoted(text)}: write 1 to 100 percent of the origin. A snapshot never needs more space than its origin.`;
    report.add("config-bad-size", cursor.span, detail);
    return null;
  }
  const bytes = bytesOf(text);
  if (typeof bytes === "number") return { kind: "bytes", bytes, text };
  const detail = `${quoted(text)}: ${bytes} Write a number and a unit, for example \`5 GiB\` or \`500 MB\`, or a percentage of the origin, for example \`10%ORIGIN\`.`;
  report.add("config-bad-size", cursor.span, detail);
  return null;
}

/** Bytes of `500 GiB`; null when it cannot be read, or is not there. */
export function readFileSize(cursor: Cursor, report: Report): number | null {
  const text = cursor.text();
  if (text === null) return null;
  const bytes = bytesOf(text);
  if (typeof bytes === "number") return bytes;
  const detail = `${quoted(text)}: ${bytes} Write a number and a unit, for example \`500 GiB\`.`;
  report.add("config-bad-size", cursor.span, detail);
  return null;
}

/** borg counts in KiB: a lower rate would be zero. */
const SLOWEST = 1024;

/** Bytes per second of `10 MiB/s`; null when it cannot be read, or is not there. */
export function readRate(cursor: Cursor, report: Report): number | null {
  const text = cursor.text();
  if (text === null) return null;
  const bytes = text.endsWith("/s") ? bytesOf(text.slice(0, -2)) : "The rate does not end in `/s`.";
  if (typeof bytes === "number" && bytes >= SLOWEST) return bytes;
  const why = typeof bytes === "number" ? "The lowest rate is `1 KiB/s`." : bytes;
  const detail = `${quoted(text)}: ${why} Write a number, a unit and \`/s\`, for example \`10 MiB/s\`.`;
  report.add("config-bad-size", cursor.span, detail);
  return null;
}

/** The bytes, or what is wrong with them. */
export function bytesOf(text: string): number | string {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return "The size is invalid.";
  const size = UNITS[unit];
  if (size === undefined)
    return `\`${unit.slice(0, 10)}\` is not a unit. The units are ${Object.keys(UNITS).join(", ")}.`;
  const bytes = Math.round(Number(digits) * size);
  if (bytes === 0) return "The size is zero.";
  return Number.isSafeInteger(bytes) ? bytes : "The size is too large.";
}
