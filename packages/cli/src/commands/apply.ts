import { checkGuards, failure, type Plan, pruneRuns, type Report, sameBehindRecovery } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { listenerFor } from "../listener.ts";
import { approved, present } from "../run/approval.ts";
import { type CarryOut, carryOut } from "../run/carry-out.ts";
import { locked } from "../run/locked.ts";
import { type Planned, planNow } from "../run/planned.ts";
import { hasRecovery, recover, settle } from "../run/recovery.ts";
import { readSavedPlan } from "../saved-plan.ts";
import { openSession, type SessionOptions, wholeSeconds } from "../session.ts";
import { durationOf } from "../time.ts";

export interface ApplyOptions extends SessionOptions {
  readonly yes?: boolean;
  readonly wait?: string;
  readonly allowDestroy?: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export async function runApply(planFile: string | null, options: ApplyOptions, context: Context): Promise<ExitCode> {
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const saved = planFile === null ? null : await readSavedPlan(planFile, options, context);
  const session = saved?.session ?? (await openSession(options, context));
  const listen = listenerFor(options.json === true, context);
  const how: CarryOut = { session, context, listen, allowDestroy: options.allowDestroy !== undefined };
  return locked(session, context, { wait, report: listen.event }, async (run) => {
    const code =
      saved === null
        ? await applyFresh(run, options, how)
        : await applySaved(await saved.planAgain(), run, options, how);
    await prune(how);
    return code;
  });
}

/** What was approved is that plan, recovery and all: it is carried out as it stands. */
async function applySaved(planned: Planned, run: string, options: ApplyOptions, how: CarryOut): Promise<ExitCode> {
  const { plan } = planned;
  show(plan, options, how);
  const report = await begin(plan, run, options, how);
  if (report === "declined") return 1;
  await settle(planned, report, run, how);
  return codeOf(plan, report);
}

/**
 * Recovery comes first, and then a plan of what is there after it: what was left over may have hidden or held something. If
 * that plan does what was shown, it was approved with it.
 */
async function applyFresh(run: string, options: ApplyOptions, how: CarryOut): Promise<ExitCode> {
  const { session, context } = how;
  const first = await planNow(session, context);
  show(first.plan, options, how);
  if (!hasRecovery(first.plan)) {
    const report = await begin(first.plan, run, options, how);
    if (report === "declined") return 1;
    await settle(first, report, run, how);
    return codeOf(first.plan, report);
  }
  if (!(await isApproved(first.plan, options, context))) return 1;
  const recovered = await recover(first, how);
  if (context.signal.aborted) return 1;
  const { plan, dead } = await planNow(session, context);
  const known = recovered?.status === "done" && sameBehindRecovery(first.plan, plan);
  if (!known) show(plan, options, how);
  const report = await begin(plan, run, known ? { ...options, yes: true } : options, how);
  if (report === "declined") return 1;
  await settle({ plan, dead }, report, run, how);
  // What recovery could not do stands in the new plan again, but for what is tried only once.
  const gaveUp = recovered?.status === "failed" && !hasRecovery(plan);
  return gaveUp ? 1 : codeOf(plan, report);
}

function show(plan: Plan, options: ApplyOptions, { session, context, listen }: CarryOut): void {
  present(plan, options, session, context, listen);
  checkGuards(plan, options.allowDestroy ?? null);
}

/** Asks, and carries the plan out; null when there is nothing to do. */
async function begin(
  plan: Plan,
  run: string,
  options: ApplyOptions,
  how: CarryOut,
): Promise<Report | "declined" | null> {
  if (plan.actions.length === 0) return null;
  if (!(await isApproved(plan, options, how.context))) return "declined";
  return carryOut(plan, run, how);
}

async function isApproved({ notAfter }: Plan, options: ApplyOptions, context: Context): Promise<boolean> {
  if (!(await approved("Apply this plan?", options, context))) return false;
  if (notAfter !== null && wholeSeconds(context.clock()) >= Date.parse(notAfter)) {
    throw failure(
      "plan-stale",
      "The plan is stale",
      `It was good until ${notAfter}, and that passed while it waited for an answer. Nothing was done. Apply again.`,
    );
  }
  return !context.signal.aborted;
}

function codeOf(plan: Plan, report: Report | null): ExitCode {
  return (report === null || report.status === "done") && !plan.partial ? 0 : 1;
}

/** Old journals go; that they could not is no failure of the run. */
async function prune({ session, context }: CarryOut): Promise<void> {
  try {
    await pruneRuns(session.config.stateDir, context.clock());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    context.terminal.error(`Old journals could not be removed: ${why}`);
  }
}
