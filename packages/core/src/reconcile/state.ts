import { breakLock, readLock, takeLock } from "../apply/lock.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { beginJournal, resumeJournal } from "../journal/journal.ts";
import { readLastStatus, writeLastStatus } from "../journal/last-status.ts";
import { pruneRuns } from "../journal/prune.ts";
import { endOf, readJournal, runsIn } from "../journal/read-journal.ts";
import { unfinishedRuns } from "../journal/unfinished.ts";
import { appendRecord, readRecord, rewriteRecord } from "../record/file.ts";
import { RECONCILE } from "./codes.ts";
import type { Host } from "./host.ts";
import type { StateDirectory } from "./state-directory.ts";

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
    endOf: (run) => endOf(path, run),
    unfinishedRuns: () => unfinishedRuns(path, hostname),
    beginJournal: (run) => writable(path, () => beginJournal(path, run, clock)),
    resumeJournal: (journal) => resumeJournal(journal, clock),
    pruneRuns: async () => void (await pruneRuns(path, clock())),
    readRecord: () => readRecord(path),
    appendRecord: (lines) => appendRecord(path, lines),
    rewriteRecord: (record) => rewriteRecord(path, record),
    readLastStatus: () => readLastStatus(path),
    writeLastStatus: (last) => writeLastStatus(path, last),
  };
}

/** Does the writes that must precede a run. A state directory that cannot be written is a `Failure`. */
export async function writable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || code === undefined) throw error;
    const action =
      code === "EACCES"
        ? "Each user who runs rdump needs a separate `stateDir`. Declare one that this user can write to, or correct the permissions."
        : "Free space, or correct the permissions.";
    const detail = `${visible(path)}: ${visible(message)}. Without a lock and a journal no run starts. ${action}`;
    throw RECONCILE.failure("state-not-writable", detail);
  }
}
