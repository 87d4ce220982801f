import { freeSpace, shellWord } from "@rdump/core";
import { groupAddress } from "../address.ts";
import type { Context, ExitCode } from "../context.ts";
import { listenerFor } from "../listener.ts";
import { approvalBy } from "../run/approval.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession, sessionFor } from "../session.ts";
import { durationOf } from "../time.ts";

export interface FreeOptions {
  readonly config?: string;
  readonly destroy?: number;
  readonly yes?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Deletes points that the keep rules would expire, or lists them where no number is given. */
export async function runFree(text: string, options: FreeOptions, context: Context): Promise<ExitCode> {
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const session = await openSession(options, context, listener.event);
  const { address, point } = groupAddress(text);
  const asked = sessionFor(session, address);
  const wish = { address, point, count: options.destroy ?? null };
  const approval = approvalBy(
    "Delete these points?",
    options,
    { session, context, listener },
    "Nothing can be deleted.",
  );
  const freed = await context.holding(() => namingSlowCommands(context, () => freeSpace(asked, wish, wait, approval)));
  if (freed.ended === "declined") return 1;
  const { plan, report } = freed;
  if (wish.count === null && plan.summary.destroy > 0 && options.json !== true) {
    context.terminal.out(
      `Nothing was deleted. To delete these points:\n    rdump free ${shellWord(text)} --destroy ${plan.summary.destroy}`,
    );
  }
  return (report === null || report.status === "ok") && !plan.partial ? 0 : 1;
}
