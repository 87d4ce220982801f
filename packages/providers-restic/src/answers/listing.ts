import { fieldsOf, type Instant, isId, isObject, parseJson, textOf } from "@rdump/core/provider";

/** One snapshot of `restic snapshots --json`. */
export interface ListedSnapshot {
  readonly id: string;
  /** The whole second in which it was begun; null for a time that cannot be read. */
  readonly time: Instant | null;
  readonly tags: readonly string[];
  /** The id that it had before its tags were changed for the first time; null: they were never changed. */
  readonly original: string | null;
}

/** Null for unexpected output in any entry: an unreadable list does not mean "no snapshot". */
export function parseSnapshots(stdout: Buffer): readonly ListedSnapshot[] | null {
  const answer = parseJson(stdout.toString("utf8"));
  // restic 0.14 prints `null` for a filter without a match, and `[]` for an empty repository.
  if (answer === null && stdout.toString("utf8").trim() === "null") return [];
  if (!Array.isArray(answer)) return null;
  const snapshots: ListedSnapshot[] = [];
  for (const entry of answer as readonly unknown[]) {
    if (!isObject(entry) || !isId(entry.id)) return null;
    const tags = Array.isArray(entry.tags) ? (entry.tags as readonly unknown[]).map(textOf) : [];
    const original = isId(entry.original) ? entry.original : null;
    snapshots.push({ id: entry.id, time: parseTime(textOf(entry.time)), tags, original });
  }
  return snapshots;
}

/** `2026-11-29T06:41:37.209200644Z`, also with an offset. */
function parseTime(text: string): Instant | null {
  const [, second, zone] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const time = second === undefined ? Number.NaN : Date.parse(`${second}${zone}`);
  return Number.isNaN(time) ? null : time;
}

/** The id of a repository, from `restic cat config`; null for unexpected output. */
export function parseRepositoryId(stdout: Buffer): string | null {
  const { id } = fieldsOf(parseJson(stdout.toString("utf8")));
  return isId(id) ? id : null;
}
