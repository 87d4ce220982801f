import { Failure } from "../diagnostics/failure.ts";
import type { Plan } from "../model/plan.ts";
import type { Status } from "../model/status.ts";
import type { ExaminedRun } from "../observe/examine.ts";
import type { PlanRequest } from "../plan/context.ts";
import { plan } from "../plan/planner.ts";
import { keepRecord } from "./keep-record.ts";
import { type Look, type LookOptions, look } from "./look.ts";
import type { Session } from "./session.ts";
import { statusOf } from "./status-of.ts";

/** A plan, and the runs that died before it was made. */
export interface Planned {
  readonly plan: Plan;
  readonly seen: Look;
  readonly dead: readonly ExaminedRun[];
  /** The state before the plan. */
  readonly status: Status;
}

/** Pure. `simulated`: the plan is for a time of the user's choice, and can be read but not applied. */
export function planFor(session: Session, seen: Look, { simulated = false } = {}): Plan {
  return plan(requestFor(session, seen, simulated));
}

/** The input of a plan. */
export function requestFor(session: Session, seen: Look, simulated = false): PlanRequest {
  const { desired, observed, history, record } = seen;
  const { host, file, digest, providers, declared } = session;
  return {
    desired,
    observed,
    history,
    record,
    providers,
    config: { file, digest },
    ...(declared === undefined ? {} : { declared }),
    host: host.hostname,
    isRoot: host.isRoot === true,
    simulated,
  };
}

/**
 * Observes and plans under the lock. Rejects with a `Failure` if a journal cannot be read: the leftovers of that run
 * are unknown.
 */
export async function planLocked(session: Session, options: Pick<LookOptions, "at"> = {}): Promise<Planned> {
  const seen = await look(session, { ...options, holdsLock: true });
  if (seen.unreadable.length > 0) throw new Failure(seen.unreadable);
  await keepRecord(session, seen);
  const status = statusOf(seen, session.providers);
  return { plan: planFor(session, seen), seen, dead: seen.observed.dead, status };
}
