import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { syncDirectory } from "../io/atomic-file.ts";
import { refuseForeign } from "../io/trust/own-file.ts";
import { type Entry, JOURNAL_VERSION } from "./entry.ts";
import { endsTorn } from "./torn-line.ts";

/** Where a state directory keeps its runs. */
export function runsDirectory(stateDir: string): string {
  return join(stateDir, "runs");
}

export function journalPath(stateDir: string, run: string): string {
  return join(runsDirectory(stateDir), `${run}.jsonl`);
}

/**
 * The append-only record of one run. When `append` has returned, the entry survives a power cut; when it rejects, an
 * unknown part of the entry was written. Entries are written one after the other, in the order of the calls.
 */
export interface Journal {
  append(entry: Entry): Promise<void>;
  close(): Promise<void>;
}

const { O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;

/** Begins a run's journal; a run's id is used once. `now` returns the time of each line, in milliseconds. */
export async function beginJournal(stateDir: string, run: string, now: () => number): Promise<Journal> {
  const directory = runsDirectory(stateDir);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await syncDirectory(stateDir);
  const file = await open(journalPath(stateDir, run), O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  await syncDirectory(directory);
  return new JournalFile(file, now, false);
}

/** Continues the journal of a dead run, to record the results of its actions. */
export async function resumeJournal(path: string, now: () => number): Promise<Journal> {
  const file = await open(path, O_RDWR | O_APPEND | O_NOFOLLOW);
  try {
    await refuseForeign(file, path);
    return new JournalFile(file, now, endsTorn(await file.readFile("utf8")));
  } catch (error) {
    await file.close();
    throw error;
  }
}

class JournalFile implements Journal {
  readonly #file: FileHandle;
  readonly #now: () => number;
  #torn: boolean;
  #last: Promise<void> = Promise.resolve();

  constructor(file: FileHandle, now: () => number, torn: boolean) {
    this.#file = file;
    this.#now = now;
    this.#torn = torn;
  }

  append(entry: Entry): Promise<void> {
    const written = this.#last.then(() => this.#write(entry));
    this.#last = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }

  /** The beginning of a line stays in the file as a separate line. The next complete line marks it as torn. */
  async #write(entry: Entry): Promise<void> {
    const torn = this.#torn;
    const line = { v: JOURNAL_VERSION, at: new Date(this.#now()).toISOString(), ...(torn ? { torn } : {}), ...entry };
    this.#torn = true;
    await this.#file.appendFile(`${torn ? "\n" : ""}${JSON.stringify(line)}\n`);
    await this.#file.datasync();
    this.#torn = false;
  }
}
