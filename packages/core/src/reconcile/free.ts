import { Failure } from "../diagnostics/failure.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import { PLAN } from "../plan/codes.ts";
import { type FreeWish, freePlan } from "../plan/free.ts";
import { type Approval, isApproved } from "./approval.ts";
import { carryOut } from "./carry-out.ts";
import { look } from "./look.ts";
import { planFor, requestFor } from "./plan-for.ts";
import { hasRecovery } from "./recover.ts";
import type { Session } from "./session.ts";
import { settle } from "./settle.ts";
import { withLock } from "./with-lock.ts";

export type Freed =
  | { readonly ended: "declined" }
  /** `report` null: nothing was deleted, because there is nothing to delete, or no number was given. */
  | { readonly ended: "freed"; readonly plan: Plan; readonly report: Report | null };

/** `rdump free`: deletes points of one group to make room, as one run. */
export function freeSpace(session: Session, wish: FreeWish, wait: number, approval: Approval): Promise<Freed> {
  return withLock(session, wait, async (run) => {
    const seen = await look(session, { holdsLock: true });
    if (seen.unreadable.length > 0) throw new Failure(seen.unreadable);
    if (hasRecovery(planFor(session, seen))) throw PLAN.failure("free-refused", UNRECOVERED, { address: wish.address });
    const plan = freePlan(requestFor(session, seen), wish);
    approval.present(plan);
    if (plan.actions.length === 0 || wish.count === null) return { ended: "freed", plan, report: null };
    if (!(await isApproved(session, plan, approval))) return { ended: "declined" };
    const report = await carryOut(session, plan, { run, allowDestroy: false });
    await settle(session, { plan, dead: seen.observed.dead }, { report, by: run });
    return { ended: "freed", plan, report };
  });
}

const UNRECOVERED = "A previous run was interrupted. Nothing was deleted. First clean up:\n    rdump recover";
