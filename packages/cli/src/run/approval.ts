import { type Approval, type Plan, planLines, type Session } from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import type { Listener } from "../listener.ts";

export interface ShowOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

interface Around {
  readonly session: Session;
  readonly context: Context;
  readonly listener: Listener;
}

/** A text that can depend on the plan. */
export type PlanText = string | ((plan: Plan) => string);

/** Shows each plan on the terminal and asks the user. `nothing`: the text for a plan without actions. */
export function approvalBy(
  question: PlanText,
  options: ShowOptions,
  { session, context, listener }: Around,
  nothing: PlanText | null = null,
): Approval {
  const { terminal } = context;
  return {
    present(plan) {
      listener.plan(plan);
      showDiagnostics(plan.diagnostics, context);
      if (options.json === true) return;
      if (nothing !== null && plan.actions.length === 0) terminal.out(textFor(nothing, plan));
      else {
        const commandsFrom = options.verbose === true ? session.providers : null;
        for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
      }
    },
    approve: (plan) => approve(textFor(question, plan), options, context),
  };
}

function textFor(text: PlanText, plan: Plan): string {
  return typeof text === "string" ? text : text(plan);
}

/** Without a terminal, only `-y` approves. */
export async function approve(
  question: string,
  options: ShowOptions,
  { terminal, stop }: Context,
  command: string | null = null,
): Promise<boolean> {
  if (options.yes === true) return true;
  if (options.json === true || terminal.ask === null) {
    const how =
      command === null ? "To approve in advance, repeat the command with -y." : `To approve in advance:\n${command}`;
    const detail = `rdump cannot ask for approval without a terminal or with --json. Nothing was done. ${how}`;
    throw CLI.failure("apply-not-approved", detail);
  }
  if (await terminal.ask(question, stop.signal)) return true;
  terminal.out("Nothing was done.");
  return false;
}
