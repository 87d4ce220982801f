import { failure } from "../diagnostics/failure.ts";
import type { Plan } from "../model/plan.ts";
import { type Session, secondOf } from "./session.ts";

/** The user, or what answers for the user: sees each plan before it is carried out, and decides. */
export interface Approval {
  present(plan: Plan): void;
  approve(plan: Plan): Promise<boolean>;
}

/** Asks. An answer that comes after the plan has expired is a `Failure`; one that comes after the stop signal is no. */
export async function isApproved(session: Session, plan: Plan, approval: Approval): Promise<boolean> {
  if (!(await approval.approve(plan))) return false;
  if (plan.notAfter !== null && secondOf(session.host) >= Date.parse(plan.notAfter)) {
    throw failure(
      "plan-stale",
      "The plan is stale",
      `It was good until ${plan.notAfter}, and that passed while it waited for an answer. Nothing was done. Apply again.`,
    );
  }
  return !session.stop.signal.aborted;
}
