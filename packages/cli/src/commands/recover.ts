import { recoverOnly } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { listenerFor } from "../listener.ts";
import { approvalBy } from "../run/approval.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface RecoverOptions extends SessionOptions {
  readonly yes?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Cleans up after dead runs, and does nothing else. */
export async function runRecover(options: RecoverOptions, context: Context): Promise<ExitCode> {
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const session = await openSession(options, context, listener.event);
  const approval = approvalBy("Clean this up?", options, { session, context, listener }, "Nothing to clean up.");
  const recovery = await context.holding(() => namingSlowCommands(context, () => recoverOnly(session, wait, approval)));
  if (recovery.ended === "declined") return 1;
  const { plan, report } = recovery;
  return (report === null || report.status === "ok") && !plan.partial ? 0 : 1;
}
