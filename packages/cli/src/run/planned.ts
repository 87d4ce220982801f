import { type ExaminedRun, Failure, type Plan } from "@rdump/core";
import type { Context } from "../context.ts";
import { look, planFor, type Session } from "../session.ts";

/** A plan, and the runs that died before it was made. */
export interface Planned {
  readonly plan: Plan;
  readonly dead: readonly ExaminedRun[];
}

/**
 * Looks at the system and plans, while we hold the lock. Refused when a journal cannot be read: nobody builds on what a run
 * may have left unawares.
 */
export async function planNow(session: Session, context: Context): Promise<Planned> {
  const seen = await look(session, context, { holding: true });
  const unreadable = seen.observed.remarks.filter(({ severity }) => severity === "error");
  if (unreadable.length > 0) throw new Failure(unreadable);
  return { plan: planFor(session, seen, false), dead: seen.observed.dead };
}
