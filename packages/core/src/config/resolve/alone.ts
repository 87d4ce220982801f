import type { Cursor } from "../cursor.ts";
import { listed } from "../quoted.ts";
import type { Report } from "../report.ts";

/** Reports an object that has none, or more than one, of the keys of which it needs exactly one. */
export function alone(cursor: Cursor, keys: readonly string[], report: Report): void {
  if (cursor.node?.kind !== "object") return;
  const present = keys.filter((key) => cursor.at(key).exists);
  if (present.length === 1) return;
  const [, second] = present;
  if (second !== undefined) {
    const detail = `${listed(present, "and")} are declared, and only one of them is allowed. Keep one.`;
    report.add("config-either-or", cursor.at(second).keySpan, detail);
  } else if (!hasUnknown(cursor, keys)) {
    report.add("config-either-or", cursor.keySpan, `Neither ${listed(keys, "nor")} is declared. Declare one of them.`);
  }
}

/** A misspelled key is already reported, so the missing key is not reported too. */
function hasUnknown(cursor: Cursor, keys: readonly string[]): boolean {
  return cursor.entries().some(([key]) => !keys.includes(key) && key !== "type");
}
