import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import { recoveryPlan } from "../plan/recovery.ts";
import type { Approval } from "./approval.ts";
import { carryOut } from "./carry-out.ts";
import { type Planned, planLocked } from "./plan-for.ts";
import { newRun, type Session } from "./session.ts";
import { settle } from "./settle.ts";
import { withLock } from "./with-lock.ts";

export function hasRecovery({ actions }: Plan): boolean {
  return actions.some(({ verb }) => verb === "recover");
}

/**
 * Cleans up after dead runs, in a separate run, and records the results. Null: nothing was left over. The caller holds
 * the lock.
 */
export async function recover(
  session: Session,
  { plan, dead }: Pick<Planned, "plan" | "dead">,
): Promise<Report | null> {
  const recovery = recoveryPlan(plan, dead);
  const { run } = newRun(session.host);
  const report = recovery.actions.length === 0 ? null : await carryOut(session, recovery, { run, allowDestroy: false });
  await settle(session, { plan: recovery, dead }, { report, by: run });
  return report;
}

export type Recovery =
  | { readonly ended: "declined" }
  /** `report` null: nothing was left over. */
  | { readonly ended: "recovered"; readonly plan: Plan; readonly report: Report | null };

/** `rdump recover`: cleans up after dead runs and does nothing else. */
export function recoverOnly(session: Session, wait: number, approval: Approval): Promise<Recovery> {
  return withLock(session, wait, async () => {
    const planned = await planLocked(session);
    const plan = recoveryPlan(planned.plan, planned.dead);
    approval.present(plan);
    if (plan.actions.length > 0 && !(await approval.approve(plan))) return { ended: "declined" };
    return { ended: "recovered", plan, report: await recover(session, planned) };
  });
}
