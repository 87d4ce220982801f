import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { DeadRun } from "../model/dead-run.ts";
import { JOURNAL } from "./codes.ts";
import { deadRunOf, hasEnded } from "./dead-run.ts";
import { journalPath } from "./journal.ts";
import { endOf, isReadable, readJournal, runsIn } from "./read-journal.ts";

export interface Unfinished {
  /** Oldest first. While the lock of the state directory is held, all of them are dead. */
  readonly runs: readonly DeadRun[];
  /** Those that ended, and left commands behind that change the state of the system. */
  readonly atWork: readonly DeadRun[];
  /** Runs that cannot be recovered here: unreadable journals (errors), and runs of other hosts (warnings). */
  readonly remarks: readonly Diagnostic[];
}

/** The runs of a state directory whose journals have no end. `host`: this one's name. */
export async function unfinishedRuns(stateDir: string, host: string): Promise<Unfinished> {
  const runs: DeadRun[] = [];
  const atWork: DeadRun[] = [];
  const remarks: Diagnostic[] = [];
  const all = await runsIn(stateDir).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    remarks.push(...error.diagnostics);
    return [];
  });
  for (const run of all) {
    const end = await endOf(stateDir, run);
    if (end !== null && end.atWork !== true) continue;
    const lines = await readJournal(stateDir, run);
    if (lines === null) continue;
    if (!isReadable(lines)) {
      remarks.push(lines);
      continue;
    }
    const dead = deadRunOf(run, journalPath(stateDir, run), lines);
    const isHere = dead.host === null || dead.host === host;
    if (hasEnded(lines)) {
      if (isHere && lines.some((line) => line.type === "end" && line.atWork === true)) atWork.push(dead);
    } else if (isHere) runs.push(dead);
    else remarks.push(elsewhere(dead, dead.host ?? ""));
  }
  return { runs, atWork, remarks };
}

function elsewhere({ run, path }: DeadRun, host: string): Diagnostic {
  const detail = `Run ${visible(run)} ran on ${visible(host)} and has no end. Clean up on that host with rdump recover. If that host no longer exists, or this is the same host under a new name and nothing is left over, remove ${visible(path)}.`;
  return JOURNAL.warning("run-elsewhere", detail);
}
