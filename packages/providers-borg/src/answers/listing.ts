import { fieldsOf, type Instant, isId, isObject, type Mark, parseJson, textOf } from "@rdump/core/provider";

/** One archive of `borg list --json`. `comment` and `commandLine` are empty if they were not requested. */
export interface ListedArchive {
  readonly id: string;
  readonly name: string;
  /** Null for a time that rdump does not give. */
  readonly time: Instant | null;
  /** The start of the archive as borg prints it; of any program. */
  readonly started: string;
  readonly comment: string;
  readonly commandLine: readonly string[];
  /** The mark in the comment, as the record has it; absent: the comment was read, or is not known. */
  readonly mark?: Mark | null;
}

export interface Listing {
  readonly repositoryId: string;
  /** `repokey-blake2` and the like; empty when borg does not say. */
  readonly encryption: string;
  readonly archives: readonly ListedArchive[];
}

/** Null for unexpected output in any entry: an unreadable list does not mean "no archive". */
export function parseListing(stdout: Buffer): Listing | null {
  const answer = fieldsOf(parseJson(stdout.toString("utf8")));
  const repositoryId = fieldsOf(answer.repository).id;
  if (!isId(repositoryId) || !Array.isArray(answer.archives)) return null;
  const archives: ListedArchive[] = [];
  for (const entry of answer.archives as readonly unknown[]) {
    const archive = parseArchive(entry);
    if (archive === null) return null;
    archives.push(archive);
  }
  return { repositoryId, encryption: textOf(fieldsOf(answer.encryption).mode), archives };
}

function parseArchive(entry: unknown): ListedArchive | null {
  if (!isObject(entry) || !isId(entry.id) || typeof entry.name !== "string" || entry.name === "") return null;
  const commandLine = Array.isArray(entry.command_line) ? (entry.command_line as readonly unknown[]).map(textOf) : [];
  const { id, name } = entry;
  const started = textOf(entry.time);
  return { id, name, time: parseTime(started), started, comment: textOf(entry.comment), commandLine };
}

/** The whole second in which an archive was started, of any program; null if borg does not say. */
export function startOf({ time, started }: Pick<ListedArchive, "time" | "started">): Instant | null {
  if (time !== null) return time;
  const [, second] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(?:\+00:00|Z)?$/.exec(started) ?? [];
  const start = second === undefined ? Number.NaN : Date.parse(`${second}Z`);
  return Number.isNaN(start) ? null : start;
}

/** borg prints local time, which is UTC here: `2026-11-22T20:06:40.000000`. */
export function parseTime(value: unknown): Instant | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.000000(?:\+00:00|Z)?$/.exec(textOf(value));
  const time = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  return Number.isNaN(time) ? null : time;
}
