import { type PlanHeader, readPlanHeader } from "../plan/plan-file.ts";
import { checkApplicable, checkUnchanged } from "../plan/stale.ts";
import type { Host } from "./host.ts";
import { type Planned, planLocked } from "./plan-for.ts";
import { type Session, secondOf } from "./session.ts";

/** A plan file that may be applied, if the system is still as the plan assumes. */
export interface SavedPlan {
  readonly text: string;
  readonly header: PlanHeader;
}

/** Reads a plan file. If the plan cannot be applied on this host at this time, that is a `Failure`. */
export function readSavedPlan(text: string, host: Host): SavedPlan {
  const header = readPlanHeader(text);
  checkApplicable(header, { host: host.hostname, now: secondOf(host) });
  return { text, header };
}

/** Plans again for the moment of a saved plan. Rejects with a `Failure` when the result is not the same plan. */
export async function replan(session: Session, { text, header }: SavedPlan): Promise<Planned> {
  // A plan file has the path of its config at the time of the plan.
  const planned = await planLocked(
    { ...session, file: header.config.file, extra: header.extra ?? [], full: header.full ?? false },
    { at: Date.parse(header.asOf) },
  );
  checkUnchanged(text, header, planned.plan, secondOf(session.host));
  return planned;
}
