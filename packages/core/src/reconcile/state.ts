import { breakLock, type Lock, type LockRequest, type LockState, readLock, takeLock } from "../apply/lock.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Line } from "../journal/entry.ts";
import { appendHistory } from "../journal/history.ts";
import { beginJournal, type Journal, resumeJournal } from "../journal/journal.ts";
import { pruneRuns } from "../journal/prune.ts";
import { readHistory } from "../journal/read-history.ts";
import { readJournal, runsIn } from "../journal/read-journal.ts";
import { type Unfinished, unfinishedRuns } from "../journal/unfinished.ts";
import type { History, HistoryEntry } from "../model/history.ts";
import type { SourceFinding } from "../model/shrinkage.ts";
import { RECONCILE } from "./codes.ts";
import type { Host } from "./host.ts";

/** A state directory: its lock, the journals of its runs, and the history. When a write has returned, it survives a power cut. */
export interface StateDirectory {
  readonly path: string;
  /** Null when no process holds it. */
  readLock(): Promise<LockState | null>;
  takeLock(request: Omit<LockRequest, "stateDir" | "identity">): Promise<Lock>;
  /** Removes the lock of a run that is not alive. */
  breakLock(run: string): Promise<void>;
  /** The ids of all runs that have a journal, oldest first. */
  runs(): Promise<readonly string[]>;
  /** The entries of a run's journal, or why they cannot be read; null: there is no such run. */
  readJournal(run: string): Promise<readonly Line[] | Diagnostic | null>;
  unfinishedRuns(): Promise<Unfinished>;
  beginJournal(run: string): Promise<Journal>;
  /** Opens the journal of a run that died, to append to it. */
  resumeJournal(path: string): Promise<Journal>;
  /** Removes the journals of runs that ended long ago. */
  pruneRuns(): Promise<void>;
  readHistory(): Promise<History>;
  appendHistory(entry: HistoryEntry | SourceFinding): Promise<void>;
}

/** The state directory at a path of this machine. It is made when a run first writes to it. */
export function openState(path: string, host: Pick<Host, "hostname" | "identity" | "clock">): StateDirectory {
  const { hostname, identity, clock } = host;
  return {
    path,
    readLock: () => readLock(path, identity),
    takeLock: (request) => writable(path, () => takeLock({ ...request, stateDir: path, identity })),
    breakLock: (run) => breakLock(path, run, identity),
    runs: () => runsIn(path),
    readJournal: (run) => readJournal(path, run),
    unfinishedRuns: () => unfinishedRuns(path, hostname),
    beginJournal: (run) => writable(path, () => beginJournal(path, run, clock)),
    resumeJournal: (journal) => resumeJournal(journal, clock),
    pruneRuns: async () => void (await pruneRuns(path, clock())),
    readHistory: () => readHistory(path),
    appendHistory: (entry) => appendHistory(path, entry, clock),
  };
}

/** Does what must be written before a run may begin. A state directory that cannot be written is a `Failure`. */
export async function writable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || code === undefined) throw error;
    const detail = `${visible(path)}: ${visible(message)}. Without a lock and a journal no run starts. Free space, or correct the permissions.`;
    throw RECONCILE.failure("state-not-writable", detail);
  }
}
