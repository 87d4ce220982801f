import type { LockState } from "../apply/lock.ts";
import { Failure } from "../diagnostics/failure.ts";
import { isReadable } from "../journal/read-journal.ts";
import { type RunRecord, recordOf } from "../journal/run-record.ts";
import type { LastRunStatus, RunningStatus } from "../model/status.ts";
import type { StateDirectory } from "./state-directory.ts";

/** Why the last run failed, by the address of the action. */
export type Failures = ReadonlyMap<string, string>;

/** The run that is working, and the newest other run. */
export interface Runs {
  readonly running: RunningStatus | null;
  /** The addresses on which the run is working. */
  readonly atWork: ReadonlySet<string>;
  readonly last: LastRunStatus | null;
  /** Of the last run. */
  readonly failures: Failures;
}

export const NO_RUNS: Runs = { running: null, atWork: new Set(), last: null, failures: new Map() };

/** How many journals are read at most: recovery is a run of its own before the run. */
const NEWEST = 4;

/** Reads the lock and the newest journals. Unreadable journals are left out: `rdump runs` reports them. */
export async function runsNow(state: StateDirectory): Promise<Runs> {
  const lock = await unlessUnreadable(() => state.readLock());
  const holder = lock?.state === "alive" ? lock.holder : null;
  const newest = (await unlessUnreadable(() => state.runs()))?.slice(-NEWEST).reverse() ?? [];
  const records: RunRecord[] = [];
  for (const run of newest) {
    const lines = await state.readJournal(run);
    if (lines === null || !isReadable(lines)) continue;
    const record = recordOf(run, lines, holder === null ? [] : [holder]);
    records.push(record);
    if (!record.atWork) break;
  }
  const last = records.find(({ atWork }) => !atWork) ?? null;
  const current = records.find(({ atWork }) => atWork) ?? null;
  const begun = current?.actions.findLast(({ status }) => status === "begun") ?? null;
  return {
    running: holder === null ? null : runningOf(holder, current),
    atWork: new Set(begun?.address === undefined || begun.address === null ? [] : [begun.address]),
    last: last === null ? null : { run: last.run, status: last.status, began: last.began, ended: last.ended },
    failures: failuresOf(last),
  };
}

function runningOf({ run, since }: LockState["holder"], current: RunRecord | null): RunningStatus {
  if (current === null) return { run, since, step: 0, steps: null, action: null };
  const { actions, planned } = current;
  const action = actions.findLast(({ status }) => status === "begun")?.action ?? null;
  return { run: current.run, since, step: actions.length, steps: planned, action };
}

function failuresOf(last: RunRecord | null): Failures {
  const failed = (last?.actions ?? []).filter(({ status }) => status === "failed");
  return new Map(
    failed.flatMap(({ address, diagnostics }) => {
      const [why] = diagnostics;
      return address === null || why === undefined
        ? []
        : [[address, `Failed in run ${last?.run}: ${why.summary} [${why.code}]`]];
    }),
  );
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
