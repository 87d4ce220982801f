import type { Sample } from "../../model/volume.ts";
import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";
import { bytesOf } from "./size.ts";

/** `2%` or `10 GiB`; null when it cannot be read, or is not there. */
export function readSample(cursor: Cursor, report: Report): Sample | null {
  const text = cursor.text();
  if (text === null) return null;
  const sample = sampleOf(text);
  if (sample !== null) return sample;
  const detail = `${quoted(text)}: write a part of the files above 0 and up to 100 percent, for example \`2%\`, or a size, for example \`10 GiB\`.`;
  report.add("config-bad-size", cursor.span, detail);
  return null;
}

/** Null: neither a part nor a size. */
export function sampleOf(text: string): Sample | null {
  const [, percent] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
  if (percent === undefined) {
    const bytes = bytesOf(text);
    return typeof bytes === "number" ? { kind: "bytes", bytes } : null;
  }
  const part = Number(percent) / 100;
  return part > 0 && part <= 1 ? { kind: "part", part } : null;
}
