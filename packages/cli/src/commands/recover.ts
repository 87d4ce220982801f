import { recoveryPlan } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { listenerFor } from "../listener.ts";
import { approved, present } from "../run/approval.ts";
import type { CarryOut } from "../run/carry-out.ts";
import { locked } from "../run/locked.ts";
import { planNow } from "../run/planned.ts";
import { recover } from "../run/recovery.ts";
import { openSession, type SessionOptions } from "../session.ts";
import { durationOf } from "../time.ts";

export interface RecoverOptions extends SessionOptions {
  readonly yes?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Takes down what dead runs left, and nothing else. */
export async function runRecover(options: RecoverOptions, context: Context): Promise<ExitCode> {
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const session = await openSession(options, context);
  const listen = listenerFor(options.json === true, context);
  const how: CarryOut = { session, context, listen, allowDestroy: false };
  return locked(session, context, { wait, report: listen.event }, async () => {
    const planned = await planNow(session, context);
    const recovery = recoveryPlan(planned.plan, planned.dead);
    if (recovery.actions.length > 0) {
      present(recovery, options, session, context, listen);
      if (!(await approved("Take this down?", options, context))) return 1;
    } else {
      listen.plan(recovery);
      showDiagnostics(recovery.diagnostics, context);
      if (options.json !== true) context.terminal.out("Nothing is left over.");
    }
    const report = await recover(planned, how);
    return (report === null || report.status === "done") && !recovery.partial ? 0 : 1;
  });
}
