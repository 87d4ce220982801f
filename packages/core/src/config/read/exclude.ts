import type { Exclude } from "../../model/exclude.ts";
import type { Cursor } from "../cursor.ts";
import { parseExclude } from "../exclude/index.ts";
import type { Report } from "../report.ts";

/** One declared exclude; null when it cannot be used. */
export function readExclude(cursor: Cursor, report: Report): Exclude | null {
  const text = cursor.text();
  if (text === null) return null;
  const exclude = parseExclude(text);
  if (typeof exclude !== "string") return exclude;
  report.add("config-bad-exclude", cursor.span, exclude);
  return null;
}
