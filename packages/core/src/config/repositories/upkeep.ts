import type { Every } from "../../model/every.ts";
import type { Cursor } from "../cursor.ts";
import { readEvery } from "../read/duration.ts";
import type { Report } from "../report.ts";

/** The schedule of the work that frees the space of deleted archives. */
export interface Compaction {
  readonly compact: Every | null;
  readonly compactAfterDeletions?: true;
}

const WEEKLY: Every = { kind: "calendar", unit: "weekly" };

/** Undeclared: weekly, after own deletions. */
export function readCompact(cursor: Cursor, report: Report): Compaction {
  if (cursor.flag() === false) return { compact: null };
  if (cursor.exists && cursor.flag() !== true) return { compact: readUpkeep(cursor, report) };
  return { compact: WEEKLY, compactAfterDeletions: true };
}

export function readUpkeep(cursor: Cursor, report: Report): Every | null {
  if (!cursor.exists) return null;
  return readEvery(cursor.at("every"), { kind: "calendar", unit: "monthly" }, report);
}
