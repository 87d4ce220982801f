import { retire, shellWord } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { listenerFor } from "../listener.ts";
import { approvalBy } from "../run/approval.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession } from "../session.ts";
import { durationOf } from "../time.ts";

export interface RetireOptions {
  readonly config?: string;
  readonly destroy?: number;
  readonly yes?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Deletes the points of a group that is no longer declared, or lists them where no number is given. */
export async function runRetire(text: string, options: RetireOptions, context: Context): Promise<ExitCode> {
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const session = await openSession(options, context, listener.event);
  const wish = { address: text, count: options.destroy ?? null };
  const approval = approvalBy(
    "Delete all points of this group?",
    options,
    { session, context, listener },
    "Nothing can be deleted.",
  );
  const retired = await context.holding(() => namingSlowCommands(context, () => retire(session, wish, wait, approval)));
  if (retired.ended === "declined") return 1;
  const { plan, report } = retired;
  if (wish.count === null && plan.summary.destroy > 0 && options.json !== true) {
    context.terminal.out(
      `Nothing was deleted. To delete these points:\n    rdump retire ${shellWord(text)} --destroy ${plan.summary.destroy}`,
    );
  }
  return (report === null || report.status === "ok") && !plan.partial ? 0 : 1;
}
