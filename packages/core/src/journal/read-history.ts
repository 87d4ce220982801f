import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { refuseForeign } from "../io/trust/own-file.ts";
import { type History, type HistoryEntry, NO_HISTORY } from "../model/history.ts";
import type { SourceFinding } from "../model/shrinkage.ts";
import { JOURNAL } from "./codes.ts";
import { HISTORY_VERSION, historyPath } from "./history.ts";
import { entryOf, type Fields, findingOf } from "./history-line.ts";

/** About 50,000 results. If an older result is ignored, an action is due once more, and nothing else happens. */
const MOST_READ = 16 * 1024 * 1024;

/**
 * The results that version 0.1 kept in a state directory, the newest 16 MiB of them; none without the file. The record of
 * points takes them over.
 */
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

/**
 * The entries of a history. Lines that are not results of this version are skipped and reported; a torn line is not
 * reported.
 */
export function parseHistory(text: string, path: string): History {
  const entries: HistoryEntry[] = [];
  const findings: SourceFinding[] = [];
  let strange = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const value = parsed(line);
    const entry = value?.v === undefined ? null : entryOf(value);
    const finding = value !== null && (value.v === HISTORY_VERSION || value.v === 1) ? findingOf(value) : null;
    if (entry !== null) entries.push(entry);
    else if (finding !== null) findings.push(finding);
    else if (!isTorn(line)) strange++;
  }
  return { entries, findings, gap: null, diagnostics: strange === 0 ? [] : [passedOver(path, strange)] };
}

function parsed(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** A line that a power cut cut off: only its beginning exists. */
function isTorn(line: string): boolean {
  return parsed(line) === null && line.startsWith('{"v":'.slice(0, line.length));
}

export function passedOver(path: string, count: number): Diagnostic {
  const lines = count === 1 ? "1 line was" : `${count} lines were`;
  const detail = `${path}: ${lines} not written by this version of rdump. They are ignored: a check or a compaction can be due again, and a source that lost files can count as complete. If a newer rdump wrote the lines, use that version.`;
  return JOURNAL.warning("history-passed-over", detail);
}

export function unreadable(path: string, why: string): Diagnostic {
  const detail = `${path}: ${why}. Until the file can be read, points are destroyed only with --allow-destroy, since failed checks and losses of sources are not known. Make the file readable for the user that runs rdump.`;
  return JOURNAL.error("history-unreadable", detail);
}
