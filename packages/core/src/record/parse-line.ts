import { entryOf, type Fields, findingOf } from "../journal/history-line.ts";
import { readDecay } from "../model/decay.ts";
import { isObject } from "../model/json.ts";
import type { Mark } from "../model/point.ts";
import type { RecordedPoint, RecordLine } from "../model/record.ts";

/** The format of the record that is written. A reader keeps the lines of a newer one, and does not use them. */
export const RECORD_VERSION = 1;

/** Null: this rdump does not write such a line. */
export function parseRecordLine(text: string): RecordLine | null {
  const value = parsed(text);
  if (value === null || value.v !== RECORD_VERSION) return null;
  switch (value.type) {
    case "made":
      return pointOf(value);
    case "seen":
      return seenOf(value);
    case "removed": {
      const { address, id, by } = value;
      return areTexts(address, id, by) ? ({ type: "removed", address, id, by } as RecordLine) : null;
    }
    case "run":
      return areTexts(value.run, value.time) ? ({ type: "run", run: value.run, time: value.time } as RecordLine) : null;
    case "runs":
      return areRuns(value.runs) ? { type: "runs", runs: value.runs } : null;
    case "begin":
      return isTime(value.time) ? { type: "begin", time: value.time } : null;
    case "repository": {
      const { address, id, encryption } = value;
      return areTexts(address, id, encryption) ? ({ type: "repository", address, id, encryption } as RecordLine) : null;
    }
    case "disk": {
      const { volume, disk, run } = value;
      const isOther = typeof run === "string";
      if (!areTexts(volume, disk) || !(isOther || run === undefined)) return null;
      return { type: "disk", volume, disk, ...(isOther ? { run } : {}) } as RecordLine;
    }
    case "accepted":
      return typeof value.address === "string" ? { type: "accepted", address: value.address } : null;
    case "result": {
      const result = isObject(value.result) ? entryOf(value.result) : null;
      return result === null ? null : { type: "result", result };
    }
    case "finding": {
      const finding = isObject(value.finding) ? findingOf(value.finding) : null;
      return finding === null ? null : { type: "finding", finding };
    }
    case "decay": {
      const decay = readDecay(value.decay);
      return decay === null ? null : { type: "decay", decay };
    }
    default:
      return null;
  }
}

/** A line that a power cut cut off: its beginning, with zeros behind it on some file systems. */
export function isTornLine(text: string): boolean {
  const begun = text.replace(/\0+$/, "");
  return parsed(begun) === null && begun.startsWith('{"v":'.slice(0, begun.length));
}

type Fillable = { -readonly [key in keyof RecordedPoint]?: unknown } & { readonly type: "made" };

function pointOf(value: Fields): RecordLine | null {
  const {
    address,
    subject,
    id,
    name,
    owner,
    volume,
    machine,
    run,
    time,
    only,
    adopted,
    files,
    bytes,
    repositoryBytes,
    missing,
    idleExcludes,
  } = value;
  const isKnown =
    areTexts(address, id, name, owner, volume, run) &&
    isTextOrNull(subject) &&
    isTextOrNull(machine) &&
    isTime(time) &&
    isTrueOrAbsent(only) &&
    isTrueOrAbsent(adopted) &&
    isNumberOrAbsent(files) &&
    isNumberOrAbsent(bytes) &&
    isNumberOrAbsent(repositoryBytes) &&
    (missing === undefined || isMissing(missing)) &&
    (idleExcludes === undefined || (Array.isArray(idleExcludes) && areTexts(...(idleExcludes as readonly unknown[]))));
  if (!isKnown) return null;
  // One object for each of perhaps 100,000 lines: nothing is copied twice.
  const point: Fillable = { type: "made", address, subject, id, name, owner, volume, machine, run, time };
  if (only !== undefined) point.only = only;
  if (adopted !== undefined) point.adopted = adopted;
  if (files !== undefined) point.files = files;
  if (bytes !== undefined) point.bytes = bytes;
  if (repositoryBytes !== undefined) point.repositoryBytes = repositoryBytes;
  if (missing !== undefined) point.missing = missing;
  if (idleExcludes !== undefined) point.idleExcludes = idleExcludes;
  return point as unknown as RecordLine;
}

/** A line with a whole mark is not copied: there can be 100,000. */
function seenOf(value: Fields): RecordLine | null {
  const { subject, id, mark } = value;
  if (typeof subject !== "string" || typeof id !== "string") return null;
  if (mark === null || (isMark(mark) && mark.machine !== undefined)) return value as RecordLine;
  return isMark(mark) ? { type: "seen", subject, id, mark: { ...mark, machine: null } } : null;
}

function isMark(value: unknown): value is Mark {
  if (!isObject(value)) return false;
  const { owner, volume, run, machine } = value;
  if (typeof owner !== "string" || typeof volume !== "string" || typeof run !== "string") return false;
  return machine === undefined || isTextOrNull(machine);
}

function isMissing(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { count, first } = value;
  return typeof count === "number" && Array.isArray(first) && areTexts(...(first as readonly unknown[]));
}

function areRuns(value: unknown): value is readonly (readonly [string, string])[] {
  return Array.isArray(value) && value.every((each) => Array.isArray(each) && each.length === 2 && areTexts(...each));
}

function areTexts(...values: readonly unknown[]): boolean {
  for (const each of values) if (typeof each !== "string") return false;
  return true;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isTrueOrAbsent(value: unknown): boolean {
  return value === undefined || value === true;
}

function isNumberOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "number";
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && value.length === TIME && !Number.isNaN(Date.parse(value));
}

/** `2026-11-22T20:06:40Z` */
const TIME = 20;

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
