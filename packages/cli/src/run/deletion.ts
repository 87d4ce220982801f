import { type Approval, type Freed, forgottenText, type Plan, type Session, shellWord, visible } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { listenerFor } from "../listener.ts";
import { openSession } from "../session.ts";
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
  const questionFor = (plan: Plan) => (plan.actions.length === 0 ? "Remove this group from the record?" : question);
  const approval = approvalBy(questionFor, options, { session, context, listener }, nothingText);
  const freed = await context.holding(() => namingSlowCommands(context, () => remove(session, count, wait, approval)));
  if (freed.ended === "declined") return 1;
  const { plan, report } = freed;
  if (count === null && plan.summary.destroy > 0 && options.json !== true) {
    context.terminal.out(
      `Nothing was deleted. To delete these points:\n    ${command} ${shellWord(address)} --destroy ${plan.summary.destroy}`,
    );
  }
  if (plan.forgotten.length > 0 && options.json !== true) {
    const remove = `To remove it from the record:\n    ${command} ${shellWord(address)} --destroy ${plan.forgotten[0]?.points}`;
    context.terminal.out(count === null ? remove : "Removed from the record. Nothing was deleted.");
  }
  return (report === null || report.status === "ok") && !plan.partial ? 0 : 1;
}

/** A group in `forgotten` is only in the record. */
function nothingText({ forgotten }: Plan): string {
  const [only] = forgotten;
  if (only === undefined) return "Nothing can be deleted.";
  return `${visible(only.address)}: ${forgottenText(only)}. No object of this group can be deleted.`;
}
