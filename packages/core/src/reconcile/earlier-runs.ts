import { LOCK_HOLDER_ELSEWHERE, type LockState } from "../apply/lock.ts";
import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ReadIo } from "../io/capability.ts";
import { withDeadRuns } from "../observe/dead-runs.ts";
import { examine } from "../observe/examine.ts";
import type { Observed } from "../observe/observe.ts";
import type { Providers } from "../provider/providers.ts";
import { RECONCILE } from "./codes.ts";
import type { StateDirectory } from "./state-directory.ts";

export interface EarlierRuns {
  readonly desired: Desired;
  readonly providers: Providers;
  readonly io: ReadIo;
  readonly state: StateDirectory;
  /** This process holds the lock of the state directory: no other run is active. */
  readonly holdsLock: boolean;
}

/** Adds the facts about earlier runs. While another run is active, its open scopes are not leftovers. */
export async function withEarlierRuns(observed: Observed, earlier: EarlierRuns): Promise<Observed> {
  const { desired, providers, io, state, holdsLock } = earlier;
  const lock = holdsLock ? null : await lockOf(state);
  if (lock !== null && "code" in lock) return { ...observed, remarks: [lock] };
  if (lock !== null && lock.state !== "dead") return { ...observed, leftovers: [], remarks: [atWork(lock)] };
  const { runs, remarks } = await state.unfinishedRuns();
  const seen = withDeadRuns(observed, await examine(runs, providers, io), desired, providers);
  return { ...seen, remarks: [...remarks, ...seen.remarks] };
}

async function lockOf(state: StateDirectory): Promise<LockState | Diagnostic | null> {
  try {
    return await state.readLock();
  } catch (error) {
    const [why] = error instanceof Failure ? error.diagnostics : [];
    if (why !== undefined) return why;
    throw error;
  }
}

function atWork({ holder: { run, host, pid }, state }: LockState): Diagnostic {
  const who = `Run ${visible(run)} (process ${pid} on ${visible(host)})`;
  const open = "Its open scopes are not treated as leftovers.";
  if (state === "elsewhere") {
    const detail = `${who} holds the lock. ${LOCK_HOLDER_ELSEWHERE} ${open} If the run is certainly dead:\nrdump unlock ${visible(run)}`;
    return RECONCILE.note("lock-elsewhere", detail);
  }
  return RECONCILE.note("run-at-work", `${who} is running. ${open}`);
}
