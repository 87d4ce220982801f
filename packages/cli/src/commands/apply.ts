import { type Failure, isComplete, reconcile, type SavedPlan, type Session, shellWord, visible } from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { type Listener, listenerFor } from "../listener.ts";
import { openSavedPlan } from "../plan-file.ts";
import { afterwards } from "../run/afterwards.ts";
import { approvalBy } from "../run/approval.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession, type SessionOptions } from "../session.ts";
import { notTogether, runRollback } from "./rollback.ts";

export interface ApplyOptions extends SessionOptions {
  readonly now?: readonly string[];
  readonly yes?: boolean;
  readonly wait?: string;
  readonly allowDestroy?: number;
  readonly allowRollback?: string;
  readonly destroy?: number;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export async function runApply(planFile: string | null, options: ApplyOptions, context: Context): Promise<ExitCode> {
  const { allowRollback, destroy, only, now, full, allowDestroy: guarded, ...rest } = options;
  const isAlone = planFile === null && [only, now, full, guarded].every((each) => each === undefined);
  if (allowRollback === undefined ? destroy !== undefined : !isAlone) throw notTogether();
  if (allowRollback !== undefined)
    return runRollback(allowRollback, { ...rest, ...(destroy === undefined ? {} : { destroy }) }, context);
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const { session, saved } = await opened(planFile, options, context, listener);
  const approval = approvalBy("Apply this plan?", options, { session, context, listener });
  const allowDestroy = options.allowDestroy ?? null;
  const reconciled = await context.holding(() =>
    afterwards(session, context, () =>
      namingSlowCommands(context, () => reconcile(session, { wait, allowDestroy, approval, saved })),
    ),
  );
  return isComplete(reconciled) ? 0 : 1;
}

async function opened(
  planFile: string | null,
  options: ApplyOptions,
  context: Context,
  { event }: Listener,
): Promise<{ readonly session: Session; readonly saved: SavedPlan | null }> {
  if (planFile === null) {
    const { now, ...rest } = options;
    const session = await openSession(now === undefined ? rest : { ...rest, extra: now }, context, event);
    return { session, saved: null };
  }
  if ([options.only, options.now, options.full].some((each) => each !== undefined)) throw ownVolumes(planFile, options);
  const { saved, loading } = await openSavedPlan(planFile, options, context);
  return { session: await openSession(loading, context, event), saved };
}

function ownVolumes(planFile: string, { only, now }: ApplyOptions): Failure {
  const file = visible(shellWord(planFile));
  const option = only === undefined && now !== undefined ? "--now" : "--only";
  const detail = `${visible(planFile)} was taken for a plan file. Its plan is applied as a whole, without --only, --now and --full:\nrdump apply ${file}\nFor more than one volume, repeat the option:\nrdump apply ${option} VOLUME ${option} VOLUME`;
  return CLI.failure("usage-plan-file", detail);
}
