import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { syncDirectory } from "../io/atomic-file.ts";
import { type Entry, JOURNAL_VERSION } from "./entry.ts";

/** Where a state directory keeps its runs. */
export function runsDirectory(stateDir: string): string {
  return join(stateDir, "runs");
}

export function journalPath(stateDir: string, run: string): string {
  return join(runsDirectory(stateDir), `${run}.jsonl`);
}

/** The append-only record of one run. When `append` has returned, the entry survives a power cut. */
export interface Journal {
  append(entry: Entry): Promise<void>;
  close(): Promise<void>;
}

/** Begins a run's journal; a run's id is used once. `now` gives the moment that each line bears, in milliseconds. */
export async function beginJournal(stateDir: string, run: string, now: () => number): Promise<Journal> {
  const directory = runsDirectory(stateDir);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await syncDirectory(stateDir);
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(journalPath(stateDir, run), flags, 0o600);
  await syncDirectory(directory);
  return {
    append: (entry) => appendLine(file, { v: JOURNAL_VERSION, at: new Date(now()).toISOString(), ...entry }),
    close: () => file.close(),
  };
}

async function appendLine(file: FileHandle, line: object): Promise<void> {
  await file.appendFile(`${JSON.stringify(line)}\n`);
  await file.datasync();
}
