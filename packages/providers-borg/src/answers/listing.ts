import {
  type Fields,
  fieldsOf,
  type Instant,
  isId,
  isObject,
  type Mark,
  type Marks,
  parseJson,
  textOf,
} from "@rdump/core/provider";
import { isCheckpointName } from "../naming/archive-name.ts";
import { parseMark } from "../naming/mark.ts";

/** One archive of `borg list --json`. */
export interface ListedArchive {
  readonly id: string;
  readonly name: string;
  /** Null for a time that rdump does not give. */
  readonly time: Instant | null;
  /** The start of the archive as borg prints it; of any program. */
  readonly started: string;
  /** Empty if it was not requested. */
  readonly comment: string;
  /**
   * The mark in the comment, or for a checkpoint in the command line that made it; null: there is none. Undefined: neither
   * was requested, and the mark is not known.
   */
  readonly mark: Mark | null | undefined;
}

export interface Listing {
  readonly repositoryId: string;
  /** `repokey-blake2` and the like; empty when borg does not say. */
  readonly encryption: string;
  readonly archives: readonly ListedArchive[];
}

const NO_MARKS: ReadonlyMap<string, Marks> = new Map();

/**
 * Null for unexpected output in any entry: an unreadable list does not mean "no archive". `known`: the marks of archives
 * whose comment was not requested, by the id of their repository.
 */
export function parseListing(stdout: Buffer, known = NO_MARKS): Listing | null {
  const answer = fieldsOf(parseJson(stdout.toString("utf8")));
  const repositoryId = fieldsOf(answer.repository).id;
  if (!isId(repositoryId) || !Array.isArray(answer.archives)) return null;
  const marks = known.get(repositoryId);
  const archives: ListedArchive[] = [];
  for (const entry of answer.archives as readonly unknown[]) {
    const archive = parseArchive(entry, marks);
    if (archive === null) return null;
    archives.push(archive);
  }
  return { repositoryId, encryption: textOf(fieldsOf(answer.encryption).mode), archives };
}

function parseArchive(entry: unknown, marks: Marks | undefined): ListedArchive | null {
  if (!isObject(entry)) return null;
  const { id, name, comment, command_line: commandLine } = entry;
  if (!isId(id) || typeof name !== "string" || name === "") return null;
  const isRequested = comment !== undefined || commandLine !== undefined;
  const mark = isRequested ? markIn(name, entry) : marks?.get(id);
  const started = textOf(entry.time);
  return { id, name, time: parseTime(started), started, comment: textOf(comment), mark };
}

function markIn(name: string, { comment, command_line: commandLine }: Fields): Mark | null {
  const text = textOf(comment);
  if (text !== "") return parseMark(text);
  if (!isCheckpointName(name) || !Array.isArray(commandLine)) return null;
  const words = (commandLine as readonly unknown[]).map(textOf);
  const option = words.find((word) => word.startsWith(COMMENT));
  return option === undefined ? null : parseMark(option.slice(COMMENT.length));
}

const COMMENT = "--comment=";

/** The whole second in which an archive was started, of any program; null if borg does not say. */
export function startOf({ time, started }: Pick<ListedArchive, "time" | "started">): Instant | null {
  if (time !== null) return time;
  const [, second] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(?:\+00:00|Z)?$/.exec(started) ?? [];
  const start = second === undefined ? Number.NaN : Date.parse(`${second}Z`);
  return Number.isNaN(start) ? null : start;
}

/** The length of `2026-11-22T20:06:40`. */
const SECOND = 19;

/** borg prints local time, which is UTC here: `2026-11-22T20:06:40.000000`. */
export function parseTime(value: unknown): Instant | null {
  const text = textOf(value);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000000(?:\+00:00|Z)?$/.test(text)) return null;
  const time = Date.parse(`${text.slice(0, SECOND)}Z`);
  return Number.isNaN(time) ? null : time;
}
