import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { basename } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { readRegularFile } from "../io/regular-file.ts";
import { refuseForeign } from "../io/trust/own-file.ts";
import { JOURNAL } from "./codes.ts";
import { JOURNAL_VERSION, type Line } from "./entry.ts";
import { journalPath, runsDirectory } from "./journal.ts";
import { parseLine } from "./parse-line.ts";
import { type Behind, isTorn } from "./torn-line.ts";

const MAX_JOURNAL = 64 * 1024 * 1024;

/** The ids of all runs that have a journal, oldest first: an id begins with the time of the run. */
export async function runsIn(stateDir: string): Promise<readonly string[]> {
  const names = await readdir(runsDirectory(stateDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new Failure(unreadable(runsDirectory(stateDir), error.message));
  });
  const journals = names.filter((name) => name.endsWith(".jsonl")).sort();
  return journals.map((name) => basename(name, ".jsonl"));
}

/** The entries of a run's journal, or why they cannot be read. Null: there is no such run. */
export async function readJournal(stateDir: string, run: string): Promise<readonly Line[] | Diagnostic | null> {
  const path = journalPath(stateDir, run);
  try {
    const found = await readRegularFile(path, MAX_JOURNAL);
    return "fault" in found ? unreadable(path, found.fault) : linesOf(found.text, path);
  } catch (error) {
    if (error instanceof Failure) return error.diagnostics[0] ?? unreadable(path, "it cannot be read");
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    if (code === undefined) throw error;
    return unreadable(path, message);
  }
}

export function isReadable(found: readonly Line[] | Diagnostic): found is readonly Line[] {
  return Array.isArray(found);
}

const TAIL = 4096;

/**
 * The last entry of a run's journal, where that is its end. There can be thousands of journals, and most have one: the others
 * are read whole. Null also for what cannot be read.
 */
export async function endOf(stateDir: string, run: string): Promise<Extract<Line, { type: "end" }> | null> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const path = journalPath(stateDir, run);
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
  if (file === null) return null;
  try {
    await refuseForeign(file, path);
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL));
    const { bytesRead } = await file.read(tail, 0, tail.length, size - tail.length);
    const last = tail.toString("utf8", 0, bytesRead).trimEnd().split("\n").at(-1) ?? "";
    const parsed = parseLine(last);
    return "line" in parsed && parsed.line.type === "end" ? parsed.line : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/**
 * A line that is neither an entry nor torn is an error, because its content is lost. Lines are read from the end, which
 * shows torn lines.
 */
function linesOf(text: string, path: string): readonly Line[] {
  const entries: Line[] = [];
  const texts = text.split("\n");
  let behind: Behind = "tear";
  for (const [index, each] of [...texts.entries()].reverse()) {
    const parsed = parseLine(each);
    if ("line" in parsed) {
      entries.push(parsed.line);
      behind = parsed.line.torn === true ? "tear" : "entry";
    } else if (parsed.fault !== "not an entry") throw new Failure(unreadable(path, otherVersion(parsed.fault.version)));
    else if (isTorn(each, behind)) behind = "torn";
    else if (each !== "") throw new Failure(unreadable(path, `line ${index + 1} is not an entry`));
  }
  return entries.reverse();
}

function otherVersion(version: number): string {
  return `it is of version ${version}, and this rdump reads version ${JOURNAL_VERSION}`;
}

function unreadable(path: string, why: string): Diagnostic {
  const detail = `${visible(path)}: ${why}. rdump does not know the actions and the open scopes of that run. If a newer rdump wrote the journal, use that version. Otherwise read the journal, clean up by hand, and move the journal out of the directory.`;
  return JOURNAL.error("journal-unreadable", detail);
}
