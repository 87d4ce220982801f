import { JOURNAL } from "../journal/codes.ts";
import { isWhole, type Plan } from "../model/plan.ts";
import { presentHistory } from "../model/present-history.ts";
import type { Report } from "../model/report.ts";
import type { Status } from "../model/status.ts";
import { checkGuards } from "../plan/guards.ts";
import { sameBehindRecovery } from "../plan/recovery.ts";
import { type Approval, isApproved } from "./approval.ts";
import { type CarryOutOptions, carryOut } from "./carry-out.ts";
import { withEstimates } from "./estimate.ts";
import { afterRun, mergedStatus } from "./last-status.ts";
import { type Planned, planLocked } from "./plan-for.ts";
import { hasRecovery, recover } from "./recover.ts";
import { replan, type SavedPlan } from "./replan.ts";
import type { Session } from "./session.ts";
import { settle } from "./settle.ts";
import { statusOf } from "./status-of.ts";
import { withLock } from "./with-lock.ts";

export interface ReconcileOptions {
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  /** The number of guarded deletions that the user confirms; null: none. */
  readonly allowDestroy: number | null;
  readonly approval: Approval;
  /** The plan to carry out; null: the plan of the present moment. */
  readonly saved: SavedPlan | null;
}

export type Reconciled =
  | { readonly ended: "declined" }
  /** Stopped between recovery and the plan. */
  | { readonly ended: "interrupted"; readonly recovery: Report | null }
  /** `recovery` null: no separate recovery ran. `report` null: everything that is declared is there. */
  | {
      readonly ended: "applied";
      readonly plan: Plan;
      readonly recovery: Report | null;
      readonly report: Report | null;
    };

/** `rdump apply`: brings the system to the declared state, once, under the lock. */
export function reconcile(session: Session, options: ReconcileOptions): Promise<Reconciled> {
  return withLock(session, options.wait, async (run) => {
    const reconciled =
      options.saved === null
        ? await reconcileNow(session, run, options)
        : await reconcileSaved(session, run, options, options.saved);
    await prune(session);
    return reconciled;
  });
}

/** Whether everything that the plan contains was done, and the plan contained everything that is declared. */
export function isComplete(reconciled: Reconciled): boolean {
  if (reconciled.ended !== "applied") return false;
  const { plan, recovery, report } = reconciled;
  // Failed parts of the recovery are in the new plan again, except for parts that are tried only once.
  const gaveUp = recovery !== null && recovery.status !== "ok" && !hasRecovery(plan);
  return !gaveUp && isWhole(plan) && (report === null || report.status === "ok");
}

/** The user approved that plan with its recovery: it is applied unchanged. */
async function reconcileSaved(
  session: Session,
  run: string,
  options: ReconcileOptions,
  saved: SavedPlan,
): Promise<Reconciled> {
  const planned = await replan(session, saved);
  await present(session, planned.plan, options);
  return carryOutPlanned(session, planned, { run, options, approved: false, recovery: null });
}

/**
 * Recovery is first, then a new plan: leftovers can hide or block other objects. If the new plan does the same as the
 * shown plan, it is already approved.
 */
async function reconcileNow(session: Session, run: string, options: ReconcileOptions): Promise<Reconciled> {
  const first = await planLocked(session);
  await present(session, first.plan, options);
  if (!hasRecovery(first.plan)) {
    return carryOutPlanned(session, first, { run, options, approved: false, recovery: null });
  }
  if (!(await isApproved(session, first.plan, options.approval))) return { ended: "declined" };
  const recovery = await recover(session, first);
  if (session.stop.signal.aborted) return { ended: "interrupted", recovery };
  const second = await planLocked(session);
  const approved = recovery?.status === "ok" && sameBehindRecovery(first.plan, second.plan);
  if (!approved) await present(session, second.plan, options);
  return carryOutPlanned(session, second, { run, options, approved, recovery });
}

interface Circumstances {
  readonly run: string;
  readonly options: ReconcileOptions;
  /** The user has already approved this plan. */
  readonly approved: boolean;
  readonly recovery: Report | null;
}

async function carryOutPlanned(session: Session, planned: Planned, circumstances: Circumstances): Promise<Reconciled> {
  const { run, options, approved, recovery } = circumstances;
  const { plan } = planned;
  const isEmpty = plan.actions.length === 0;
  if (!isEmpty && !approved && !(await isApproved(session, plan, options.approval))) return { ended: "declined" };
  const allowDestroy = options.allowDestroy !== null;
  // A run that can do nothing of what is declared has a result too, which `rdump runs` shows.
  const isDone = isEmpty && isWhole(plan);
  if (isDone) await keepStatus(session, planned.status);
  const report = isDone ? null : await carryOutShown(session, planned, { run, allowDestroy });
  await settle(session, planned, { report, by: run });
  return { ended: "applied", plan, recovery, report };
}

/** Carries a plan out; meanwhile, `rdump status` shows what it saw. */
async function carryOutShown(session: Session, planned: Planned, options: CarryOutOptions): Promise<Report> {
  await keepStatus(session, planned.status);
  const report = await carryOut(session, planned.plan, options);
  await keepStatus(session, afterRun(await judgedNow(session, planned), report));
  return report;
}

/** Keeps what the plan saw, for `rdump status` during a run and for metrics. */
async function keepStatus({ host, config, digest, only }: Session, status: Status): Promise<void> {
  const state = host.state(config.stateDir);
  await state.writeLastStatus(mergedStatus(await state.readLastStatus(), digest, status, only === null));
}

/** The observation of the plan, compared with the present record. Points that the run made are no drift. */
async function judgedNow({ host, config, providers }: Session, { seen, status }: Planned): Promise<Status> {
  const state = host.state(config.stateDir);
  const record = await state.readRecord().catch(() => seen.record);
  const history = presentHistory(record.history, config);
  return { ...statusOf({ ...seen, record, history }, providers), drift: status.drift, forgotten: status.forgotten };
}

/** The size of a first stream, which can take days, is shown; the others would cost every run a command. */
async function present(session: Session, plan: Plan, { approval, allowDestroy }: ReconcileOptions): Promise<void> {
  approval.present(await withEstimates(session, plan, "first streams"));
  checkGuards(plan, allowDestroy);
}

/** Removes old journals. A failure does not fail the run. */
async function prune({ host, config, listener }: Session): Promise<void> {
  try {
    await host.state(config.stateDir).pruneRuns();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    listener.warn([JOURNAL.warning("journal-not-pruned", `${why}.`)]);
  }
}
