import { readdir, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { failure } from "../diagnostics/failure.ts";
import { JOURNAL_VERSION, type Line } from "./entry.ts";
import { journalPath, runsDirectory } from "./journal.ts";

const MAX_JOURNAL = 256 * 1024 * 1024;

/** A run that has a journal without an end: it was killed, or it still runs. */
export interface UnfinishedRun {
  readonly run: string;
  readonly path: string;
  /** When its journal was begun; empty when not even that was written. */
  readonly began: string;
}

/** The runs of a state directory whose journals have no end, oldest first. */
export async function unfinishedRuns(stateDir: string): Promise<readonly UnfinishedRun[]> {
  const unfinished: UnfinishedRun[] = [];
  for (const run of await runsOf(stateDir)) {
    const path = journalPath(stateDir, run);
    const lines = await readJournal(path);
    if (lines.some(({ type }) => type === "end")) continue;
    unfinished.push({ run, path, began: lines[0]?.at ?? "" });
  }
  return unfinished;
}

/** The ids of all runs that left a journal. They begin with the run's time, so their order is that of the runs. */
async function runsOf(stateDir: string): Promise<readonly string[]> {
  const names = await readdir(runsDirectory(stateDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const journals = names.filter((name) => name.endsWith(".jsonl")).sort();
  return journals.map((name) => basename(name, ".jsonl"));
}

/**
 * The entries of a journal. A last line that is torn, as a power cut leaves it, is passed over; anything else that
 * cannot be read is an error, since what it said is lost.
 */
export async function readJournal(path: string): Promise<readonly Line[]> {
  const { size } = await stat(path);
  if (size > MAX_JOURNAL) throw unreadable(path, `it is larger than ${MAX_JOURNAL} bytes`);
  const lines = (await readFile(path, "utf8")).split("\n");
  const entries: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (entry !== null) entries.push(checkVersion(path, entry));
    // After the last line feed stands nothing, or the beginning of a line that was never finished.
    else if (index < lines.length - 1) throw unreadable(path, `line ${index + 1} is no entry`);
  }
  return entries;
}

function parseLine(line: string): Line | null {
  try {
    const value: unknown = JSON.parse(line);
    return isLine(value) ? value : null;
  } catch {
    return null;
  }
}

function isLine(value: unknown): value is Line {
  if (typeof value !== "object" || value === null) return false;
  const { v, at, type } = value as { v?: unknown; at?: unknown; type?: unknown };
  return typeof v === "number" && typeof at === "string" && typeof type === "string";
}

function checkVersion(path: string, line: Line): Line {
  if (line.v === JOURNAL_VERSION) return line;
  throw unreadable(path, `it is of version ${line.v}, and this rdump reads version ${JOURNAL_VERSION}`);
}

function unreadable(path: string, why: string): Error {
  return failure(
    "journal-unreadable",
    "A run's journal cannot be read",
    `${path}: ${why}. What that run did is not known from it; look at it, then move it out of the directory.`,
  );
}
