import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import {
  appendHistory,
  applyPlan,
  beginJournal,
  checkGuards,
  Failure,
  failure,
  isoOf,
  openLocalHost,
  type Plan,
  planLines,
  RDUMP_VERSION,
  type Report,
  runAt,
  stampOf,
  takeLock,
  unfinishedRuns,
} from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { listenerFor } from "../listener.ts";
import { readSavedPlan } from "../saved-plan.ts";
import { look, openSession, planFor, type Session, type SessionOptions, wholeSeconds } from "../session.ts";
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
  const now = wholeSeconds(context.clock());
  const run = `${stampOf(now)}-${randomBytes(4).toString("hex")}`;
  const { stateDir } = session.config;
  const lock = await takeLock({ stateDir, run, since: isoOf(now), wait, signal: context.signal });
  try {
    await refuseUnfinished(stateDir);
    const plan = saved === null ? planFor(session, await look(session, context), false) : await saved.planAgain();
    return await approveAndApply(plan, run, session, options, context);
  } finally {
    await lock.release();
  }
}

/** A run that died may have left things behind: nobody builds on a system in that state unawares. */
async function refuseUnfinished(stateDir: string): Promise<void> {
  const unfinished = await unfinishedRuns(stateDir);
  if (unfinished.length === 0) return;
  throw new Failure(
    unfinished.map(({ run, path, began }) => ({
      code: "apply-unfinished-run",
      severity: "error" as const,
      summary: "A run before this one did not end",
      detail: `Run ${run} (begun ${began || "at an unknown time"}) was killed before it could end. Look at what it was doing, in ${path}: its last lines name the step. When nothing of it is left over, move that file out of the directory and apply again.`,
    })),
  );
}

async function approveAndApply(
  plan: Plan,
  run: string,
  session: Session,
  options: ApplyOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  const listen = listenerFor(options.json === true, context);
  listen.plan(plan);
  showDiagnostics(plan.diagnostics, context);
  if (options.json !== true) {
    const commandsFrom = options.verbose === true ? session.providers : null;
    for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
  }
  checkGuards(plan, options.allowDestroy ?? null);
  if (plan.actions.length === 0) return plan.partial ? 1 : 0;
  if (options.yes !== true && !(await approved(options, context))) return 1;
  const now = wholeSeconds(context.clock());
  if (plan.notAfter !== null && now >= Date.parse(plan.notAfter)) {
    throw failure(
      "plan-stale",
      "The plan is stale",
      `It was good until ${plan.notAfter}, and that passed while it waited for an answer. Nothing was done. Apply again.`,
    );
  }
  if (context.signal.aborted) return 1;
  const report = await carryOut(plan, run, session, options, context, listen.event);
  return report.status === "done" && !plan.partial ? 0 : 1;
}

async function approved(options: ApplyOptions, { terminal, signal }: Context): Promise<boolean> {
  if (options.json === true || terminal.ask === null) {
    throw failure(
      "apply-not-approved",
      "Nobody is there to ask",
      "Off a terminal, and with --json, apply wants -y. Nothing was done.",
    );
  }
  if (await terminal.ask("Apply this plan?", signal)) return true;
  terminal.out("Nothing was done.");
  return false;
}

async function carryOut(
  plan: Plan,
  run: string,
  session: Session,
  options: ApplyOptions,
  context: Context,
  report: Parameters<typeof applyPlan>[0]["report"],
): Promise<Report> {
  const { config, file, digest, providers } = session;
  const ref = runAt(run, wholeSeconds(context.clock()));
  const journal = await beginJournal(config.stateDir, run, context.clock);
  try {
    await journal.append({
      type: "run",
      run,
      time: ref.time,
      owner: config.id,
      host: hostname(),
      pid: process.pid,
      rdump: RDUMP_VERSION,
      config: { file, digest },
      actions: plan.actions.length,
    });
    return await applyPlan({
      plan,
      run: ref,
      providers,
      io: openLocalHost({ env: context.env, signal: context.signal }),
      closing: openLocalHost({ env: context.env, signal: new AbortController().signal }),
      journal,
      remember: (entry) => appendHistory(config.stateDir, entry, context.clock),
      allowDestroy: options.allowDestroy !== undefined,
      signal: context.signal,
      report,
    });
  } finally {
    await journal.close();
  }
}
