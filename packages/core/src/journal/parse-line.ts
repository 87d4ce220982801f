import { RUN_RESULTS, type RunResult } from "../model/outcome.ts";
import { type Entry, JOURNAL_VERSION, type Line } from "./entry.ts";

/** Why a line is no entry: it may be a torn one, one of another version, or none of ours. */
export type ParsedLine = { readonly line: Line } | { readonly fault: "not an entry" | { readonly version: number } };

const NO_ENTRY: ParsedLine = { fault: "not an entry" };

/** One line of a journal. The values that recovery uses are checked. */
export function parseLine(text: string): ParsedLine {
  const value = parseObject(text);
  if (value === null || typeof value.v !== "number") return NO_ENTRY;
  if (value.v !== JOURNAL_VERSION) return { fault: { version: value.v } };
  const check = typeof value.type === "string" ? FIELDS[value.type as Entry["type"]] : undefined;
  if (check === undefined || typeof value.at !== "string" || Number.isNaN(Date.parse(value.at))) return NO_ENTRY;
  const isEntry = Object.entries(check).every(([name, fits]) => fits(value[name]));
  return isEntry ? { line: inWordsOfToday(value as unknown as Line) } : NO_ENTRY;
}

/** Results of runs in journals of early builds, and their present words. */
const OLD_RESULTS: { readonly [old: string]: RunResult } = { done: "ok", stopped: "interrupted" };

function inWordsOfToday(line: Line): Line {
  return line.type === "end" ? { ...line, status: OLD_RESULTS[line.status] ?? line.status } : line;
}

type Fits = (value: unknown) => boolean;

const text: Fits = (value) => typeof value === "string";
const number: Fits = (value) => typeof value === "number" && Number.isFinite(value);
const list: Fits = Array.isArray;
const texts: Fits = (value) => Array.isArray(value) && value.every(text);
const object: Fits = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const there: Fits = (value) => value !== undefined;
const orNull =
  (fits: Fits): Fits =>
  (value) =>
    value === null || fits(value);
const orAbsent =
  (fits: Fits): Fits =>
  (value) =>
    value === undefined || fits(value);
const oneOf =
  (...words: readonly string[]): Fits =>
  (value) =>
    words.some((word) => word === value);

const FIELDS: { readonly [type in Entry["type"]]: { readonly [field: string]: Fits } } = {
  run: {
    run: text,
    time: text,
    owner: text,
    host: text,
    bootId: text,
    pidNamespace: orAbsent(orNull(text)),
    pid: number,
    rdump: text,
    actions: number,
    unplanned: orAbsent(texts),
  },
  intent: {
    action: text,
    kind: text,
    address: text,
    input: there,
    inputVersion: orAbsent(number),
    makes: orNull(text),
  },
  outcome: {
    action: text,
    status: oneOf("done", "failed", "skipped", "withheld"),
    made: orNull(object),
    moved: object,
    milliseconds: number,
    destroyed: orAbsent(list),
    diagnostics: list,
  },
  "file-written": { action: text, path: text, content: text, bytes: orAbsent(number) },
  "scope-intent": {
    scope: text,
    kind: text,
    volume: text,
    input: there,
    inputVersion: orAbsent(number),
    handle: there,
  },
  "scope-open": { scope: text },
  "scope-closed": { scope: text, diagnostic: orNull(object) },
  changer: { pid: number, startTime: text, argv: (value) => Array.isArray(value) && value.every(text) },
  "changer-ended": { pid: number },
  recovered: { action: text, state: oneOf("done", "absent", "partial"), by: text },
  end: {
    status: oneOf(...RUN_RESULTS, "recovered", ...Object.keys(OLD_RESULTS)),
    atWork: orAbsent((value) => value === true),
  },
};

function parseObject(line: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    return object(value) ? (value as { readonly [key: string]: unknown }) : null;
  } catch {
    return null;
  }
}
