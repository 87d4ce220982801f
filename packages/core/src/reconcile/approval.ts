import type { Plan } from "../model/plan.ts";
import { PLAN } from "../plan/codes.ts";
import { type Session, secondOf } from "./session.ts";

/** The user, or a substitute: gets each plan before it is applied, and decides. */
export interface Approval {
  present(plan: Plan): void;
  approve(plan: Plan): Promise<boolean>;
}

/** Asks. An answer after the plan has expired is a `Failure`. An answer after the stop signal counts as no. */
export async function isApproved(session: Session, plan: Plan, approval: Approval): Promise<boolean> {
  if (!(await approval.approve(plan))) return false;
  if (plan.notAfter !== null && secondOf(session.host) >= Date.parse(plan.notAfter)) {
    const detail = `The plan was valid until ${plan.notAfter}, and that time passed before the answer. Nothing was done. Apply again.`;
    throw PLAN.failure("plan-stale", detail);
  }
  return !session.stop.signal.aborted;
}
