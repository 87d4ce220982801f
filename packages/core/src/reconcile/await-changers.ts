import { setTimeout as sleep } from "node:timers/promises";
import type { Identity } from "../io/process-identity.ts";
import type { ApplyEvent } from "../model/apply-event.ts";
import type { Changer, DeadRun } from "../model/dead-run.ts";

const BETWEEN_LOOKS = 250;
const BETWEEN_WORDS = 60_000;

export interface LiveChanger extends Changer {
  readonly run: string;
}

/** Changers of dead runs that are still running. */
export function liveChangers(dead: readonly DeadRun[], identity: Identity): readonly LiveChanger[] {
  return dead.flatMap(({ run, host, bootId, pidNamespace, changers }) => {
    if (host === null || bootId === null) return [];
    const where = { host, bootId, pidNamespace };
    const alive = changers.filter(({ pid, startTime }) => !identity.isProvablyDead({ ...where, pid, startTime }));
    return alive.map((changer) => ({ ...changer, run }));
  });
}

/**
 * Waits until none of them is running: before that, their results cannot be examined. Reports the commands at once and
 * then every minute. False if it was interrupted.
 */
export async function awaitChangers(
  dead: readonly DeadRun[],
  identity: Identity,
  signal: AbortSignal,
  report: (event: ApplyEvent) => void,
): Promise<boolean> {
  let reportedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const live = liveChangers(dead, identity);
    if (live.length === 0) return true;
    if (signal.aborted) return false;
    if (performance.now() - reportedAt >= BETWEEN_WORDS) {
      for (const { run, pid, argv } of live) report({ type: "changer-awaited", run, pid, argv });
      reportedAt = performance.now();
    }
    await sleep(BETWEEN_LOOKS);
  }
}
