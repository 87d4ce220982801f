import { Failure } from "../diagnostics/failure.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import { PLAN } from "../plan/codes.ts";
import type { PlanRequest } from "../plan/context.ts";
import { type FreeWish, freePlan } from "../plan/free.ts";
import { type RecordedOnly, type RetireWish, recordedOnly, retirePlan } from "../plan/retire.ts";
import { type RollbackWish, rollbackPlan } from "../plan/rollback.ts";
import { type Approval, isApproved } from "./approval.ts";
import { carryOut } from "./carry-out.ts";
import { keepRecord } from "./keep-record.ts";
import { look } from "./look.ts";
import { planFor, requestFor } from "./plan-for.ts";
import { hasRecovery } from "./recover.ts";
import type { Session } from "./session.ts";
import { settle } from "./settle.ts";
import { writable } from "./state.ts";
import { withLock } from "./with-lock.ts";

export type Freed =
  | { readonly ended: "declined" }
  /**
   * `report` null: nothing was deleted, because there is nothing to delete, or no number was given. With a group in
   * `forgotten` of the plan and with a number, the record does not have that group any more.
   */
  | { readonly ended: "freed"; readonly plan: Plan; readonly report: Report | null };

/** `rdump free`: deletes points of one group to free space, as one run. */
export function freeSpace(session: Session, wish: FreeWish, wait: number, approval: Approval): Promise<Freed> {
  return byRequest(session, { ...wish, code: "free-refused" }, (request) => freePlan(request, wish), wait, approval);
}

/** `rdump retire`: deletes a group that is no longer declared, as one run; or ends its entry in the record. */
export function retire(session: Session, wish: RetireWish, wait: number, approval: Approval): Promise<Freed> {
  return byRequest(
    session,
    { ...wish, code: "retire-refused", recorded: (request) => recordedOnly(request, wish) },
    (request) => retirePlan(request, wish),
    wait,
    approval,
  );
}

/** `rdump apply --allow-rollback`: takes a replica back to its newest common snapshot, as one run. */
export function rollBack(session: Session, wish: RollbackWish, wait: number, approval: Approval): Promise<Freed> {
  const planFrom = (request: PlanRequest) => rollbackPlan(request, wish);
  return byRequest(session, { ...wish, code: "rollback-refused" }, planFrom, wait, approval);
}

interface Wish {
  readonly address: string;
  /** Null: the plan is only shown. */
  readonly count: number | null;
  readonly code: "free-refused" | "retire-refused" | "rollback-refused";
  /** Null: the request is one for a plan. */
  readonly recorded?: (request: PlanRequest) => RecordedOnly | null;
}

/** Makes the plan of one request under the lock, and carries it out. */
function byRequest(
  session: Session,
  wish: Wish,
  planFrom: (request: PlanRequest) => Plan,
  wait: number,
  approval: Approval,
): Promise<Freed> {
  return withLock(session, wait, async (run) => {
    const retiring = wish.code === "retire-refused" ? wish.address : null;
    const seen = await look(session, { holdsLock: true, retiring });
    if (seen.unreadable.length > 0) throw new Failure(seen.unreadable);
    if (hasRecovery(planFor(session, seen))) throw PLAN.failure(wish.code, UNRECOVERED, { address: wish.address });
    const request = requestFor(session, seen);
    const recorded = wish.recorded?.(request) ?? null;
    if (recorded !== null) {
      if (wish.count !== null) await keepRecord(session, seen);
      return endRecorded(session, recorded, wish, approval);
    }
    const plan = planFrom(request);
    if (wish.count !== null) await keepRecord(session, seen);
    approval.present(plan);
    if (plan.actions.length === 0 || wish.count === null) return { ended: "freed", plan, report: null };
    if (!(await isApproved(session, plan, approval))) return { ended: "declined" };
    const report = await carryOut(session, plan, { run, allowDestroy: false });
    await settle(session, { plan, dead: seen.observed.dead }, { report, by: run });
    return { ended: "freed", plan, report };
  });
}

/** Nothing is destroyed: only the record forgets the points. */
async function endRecorded(
  session: Session,
  { plan, lines }: RecordedOnly,
  { count }: Wish,
  approval: Approval,
): Promise<Freed> {
  approval.present(plan);
  if (count === null) return { ended: "freed", plan, report: null };
  if (!(await isApproved(session, plan, approval))) return { ended: "declined" };
  const state = session.host.state(session.config.stateDir);
  await writable(state.path, () => state.appendRecord(lines));
  return { ended: "freed", plan, report: null };
}

const UNRECOVERED = "A previous run was interrupted. Nothing was deleted. First clean up:\n    rdump recover";
