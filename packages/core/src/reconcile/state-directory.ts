import type { Lock, LockRequest, LockState } from "../apply/lock.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Line } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { LastStatus } from "../journal/last-status.ts";
import type { Unfinished } from "../journal/unfinished.ts";
import type { PointRecord, RecordLine } from "../model/record.ts";

/** A state directory: its lock, the journals of its runs, and the record of points. When a write has returned, it survives a power cut. */
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
  /** The last entry of a run's journal, where that is its end: it reads the end of the file only. */
  endOf(run: string): Promise<Extract<Line, { type: "end" }> | null>;
  unfinishedRuns(): Promise<Unfinished>;
  beginJournal(run: string): Promise<Journal>;
  /** Opens the journal of a run that died, to append to it. */
  resumeJournal(path: string): Promise<Journal>;
  /** Removes the journals of runs that ended long ago. */
  pruneRuns(): Promise<void>;
  readRecord(): Promise<PointRecord>;
  appendRecord(lines: readonly RecordLine[]): Promise<void>;
  /** Replaces the record by an equal record with fewer lines. */
  rewriteRecord(record: PointRecord): Promise<void>;
  /** The observation of the last run, for display; null if it is not known. */
  readLastStatus(): Promise<LastStatus | null>;
  writeLastStatus(last: LastStatus): Promise<void>;
}
