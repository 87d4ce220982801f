import { hostname } from "node:os";
import {
  type Desired,
  type Diagnostic,
  examine,
  Failure,
  type LockState,
  NOBODY_CAN_TELL,
  type Observed,
  type openLocalReader,
  type Providers,
  readLock,
  unfinishedRuns,
  visible,
  withDeadRuns,
} from "@rdump/core";

export interface EarlierRuns {
  readonly desired: Desired;
  readonly providers: Providers;
  readonly io: ReturnType<typeof openLocalReader>;
  /** We hold the state directory's lock: nobody else is at work. */
  readonly holding: boolean;
}

/** Adds what is known of the runs before this one. While one is at work, what it has open is no leftover. */
export async function withEarlierRuns(observed: Observed, earlier: EarlierRuns): Promise<Observed> {
  const { desired, providers, io, holding } = earlier;
  const { stateDir } = desired.config;
  const lock = holding ? null : await lockOf(stateDir);
  if (lock !== null && "code" in lock) return { ...observed, remarks: [lock] };
  if (lock !== null && lock.state !== "dead") return { ...observed, leftovers: [], remarks: [atWork(lock)] };
  const { runs, remarks } = await unfinishedRuns(stateDir, hostname());
  const seen = withDeadRuns(observed, await examine(runs, providers, io), desired, providers);
  return { ...seen, remarks: [...remarks, ...seen.remarks] };
}

async function lockOf(stateDir: string): Promise<LockState | Diagnostic | null> {
  try {
    return await readLock(stateDir);
  } catch (error) {
    const [told] = error instanceof Failure ? error.diagnostics : [];
    if (told !== undefined) return told;
    throw error;
  }
}

function atWork({ holder: { run, host, pid }, state }: LockState): Diagnostic {
  const who = `Run ${visible(run)} (process ${pid} on ${visible(host)})`;
  const open = "What it has open or half done is not called a leftover.";
  if (state === "elsewhere") {
    return {
      code: "lock-elsewhere",
      severity: "note",
      summary: "A run may be at work elsewhere",
      detail: `${who} holds the lock. ${NOBODY_CAN_TELL} ${open} When you made sure that it is dead: rdump unlock ${visible(run)}`,
    };
  }
  return { code: "run-at-work", severity: "note", summary: "A run is at work", detail: `${who} is at work. ${open}` };
}
