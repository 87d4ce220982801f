import { type Approval, type Freed, type Session, shellWord } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { listenerFor } from "../listener.ts";
import { openSession } from "../session.ts";
import { durationOf } from "../time.ts";
import { approvalBy } from "./approval.ts";
import { namingSlowCommands } from "./slow-commands.ts";

/** The options of the commands that delete points of one group. */
export interface DeletionOptions {
  readonly config?: string;
  readonly destroy?: number;
  readonly yes?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Deletes points, or lists them where `count` is null. `wait`: for the lock, in milliseconds. */
export type Deletion = (session: Session, count: number | null, wait: number, approval: Approval) => Promise<Freed>;

export interface DeletionCommand {
  /** As typed: `rdump free`. */
  readonly command: string;
  readonly address: string;
  readonly question: string;
  readonly remove: Deletion;
}

/** Without a number the points are only listed, with the command that deletes them. */
export async function runDeletion(
  { command, address, question, remove }: DeletionCommand,
  options: DeletionOptions,
  context: Context,
): Promise<ExitCode> {
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const session = await openSession(options, context, listener.event);
  const count = options.destroy ?? null;
  const approval = approvalBy(question, options, { session, context, listener }, "Nothing can be deleted.");
  const freed = await context.holding(() => namingSlowCommands(context, () => remove(session, count, wait, approval)));
  if (freed.ended === "declined") return 1;
  const { plan, report } = freed;
  if (count === null && plan.summary.destroy > 0 && options.json !== true) {
    context.terminal.out(
      `Nothing was deleted. To delete these points:\n    ${command} ${shellWord(address)} --destroy ${plan.summary.destroy}`,
    );
  }
  return (report === null || report.status === "ok") && !plan.partial ? 0 : 1;
}
