import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { refuseForeign } from "../io/trust/own-file.ts";
import { repositoryAddress } from "../model/address.ts";
import { type History, type HistoryEntry, NO_HISTORY, UPKEEP_KINDS } from "../model/history.ts";
import { FINDING_KINDS, type SourceFinding } from "../model/shrinkage.ts";
import { JOURNAL } from "./codes.ts";
import { HISTORY_VERSION, historyPath } from "./history.ts";

/** Some 50,000 results. One that is older than these can only make something due once more. */
const MOST_READ = 16 * 1024 * 1024;

/** The results that a state directory holds, the newest 16 MiB of them; none when there is no file yet. */
export async function readHistory(stateDir: string): Promise<History> {
  const path = historyPath(stateDir);
  try {
    const text = await newestPart(path);
    return text === null ? NO_HISTORY : parseHistory(text, path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { ...NO_HISTORY, gap: unreadable(path, message) };
  }
}

async function newestPart(path: string): Promise<string | null> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (file === null) return null;
  try {
    await refuseForeign(file, path);
    const { size } = await file.stat();
    const start = Math.max(0, size - MOST_READ);
    const buffer = Buffer.alloc(size - start);
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    const text = buffer.toString("utf8", 0, filled);
    return start === 0 ? text : text.slice(text.indexOf("\n") + 1);
  } finally {
    await file.close();
  }
}

/** The entries of a history's text. What is no result of this version is passed over, and said; a torn line is not. */
export function parseHistory(text: string, path: string): History {
  const entries: HistoryEntry[] = [];
  const findings: SourceFinding[] = [];
  let strange = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const value = parsed(line);
    const entry = value === null ? null : entryOf(value);
    const finding = value === null ? null : findingOf(value);
    if (entry !== null) entries.push(entry);
    else if (finding !== null) findings.push(finding);
    else if (!isTorn(line)) strange++;
  }
  return { entries, findings, gap: null, diagnostics: strange === 0 ? [] : [passedOver(path, strange)] };
}

type Fields = { readonly [key: string]: unknown };

function entryOf(value: Fields): HistoryEntry | null {
  const { subject, subjectId } = subjectOf(value);
  const { kind, owner, run, time, status, problem, freed } = value;
  const known =
    (kind === "made" || UPKEEP_KINDS.some((each) => each === kind)) &&
    [subject, subjectId, owner, run, time].every((each) => typeof each === "string") &&
    !Number.isNaN(Date.parse(time as string)) &&
    (status === "done" || status === "failed") &&
    (problem === null || isProblem(problem)) &&
    (freed === null || typeof freed === "number");
  if (!known) return null;
  return { kind, subject, subjectId, owner, run, time, status, problem, freed } as HistoryEntry;
}

/** In version 1 every subject was a repository, and stood there by its name. */
function subjectOf({ v, subject, subjectId, repository, repositoryId }: Fields) {
  if (v === HISTORY_VERSION) return { subject, subjectId };
  if (v !== 1 || typeof repository !== "string") return { subject: null, subjectId: null };
  return { subject: repositoryAddress(repository), subjectId: repositoryId };
}

function findingOf(value: Fields): SourceFinding | null {
  if (value.v !== HISTORY_VERSION && value.v !== 1) return null;
  const { kind, volume, by, owner, run, time, had, gone, has, since, bytes } = value;
  const known =
    FINDING_KINDS.some((each) => each === kind) &&
    [volume, by, owner, run].every((each) => typeof each === "string") &&
    isTime(time) &&
    (since === undefined || typeof since === "string") &&
    (bytes === undefined || isSizes(bytes)) &&
    [had, gone, has].every(isCount);
  if (!known) return null;
  const more = { ...(since === undefined ? {} : { since }), ...(bytes === undefined ? {} : { bytes }) };
  return { kind, volume, by, owner, run, time, had, gone, has, ...more } as SourceFinding;
}

function isSizes(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { had, has } = value as { readonly had?: unknown; readonly has?: unknown };
  return [had, has].every(isCount);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTime(value: unknown): boolean {
  return (
    typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !Number.isNaN(Date.parse(value))
  );
}

function parsed(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

function isProblem(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { code, summary } = value as { readonly code?: unknown; readonly summary?: unknown };
  return typeof code === "string" && typeof summary === "string";
}

/** What a power cut leaves of a line: its beginning. */
function isTorn(line: string): boolean {
  return parsed(line) === null && line.startsWith('{"v":'.slice(0, line.length));
}

function passedOver(path: string, count: number): Diagnostic {
  const lines = count === 1 ? "1 line was" : `${count} lines were`;
  const detail = `${path}: ${lines} not written by this version of rdump. They are ignored: a check or a compaction can be due again, and a source that lost files can be taken for complete. If a newer rdump wrote the lines, use that version.`;
  return JOURNAL.warning("history-passed-over", detail);
}

function unreadable(path: string, why: string): Diagnostic {
  const detail = `${path}: ${why}. Until the history can be read, points are destroyed only with --allow-destroy, since failed checks and losses of sources are not known. Make the file readable for the user that runs rdump.`;
  return JOURNAL.error("history-unreadable", detail);
}
