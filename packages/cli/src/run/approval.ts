import { failure, type Plan, planLines } from "@rdump/core";
import type { Context } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import type { Listener } from "../listener.ts";
import type { Session } from "../session.ts";

export interface ShowOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Shows a plan before it is carried out. */
export function present(plan: Plan, options: ShowOptions, session: Session, context: Context, listen: Listener): void {
  const { terminal } = context;
  listen.plan(plan);
  showDiagnostics(plan.diagnostics, context);
  if (options.json === true) return;
  const commandsFrom = options.verbose === true ? session.providers : null;
  for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
}

/** Whether whoever is there says yes. Where nobody can be asked, `-y` has to have been given. */
export async function approved(
  question: string,
  options: ShowOptions,
  { terminal, signal }: Context,
): Promise<boolean> {
  if (options.yes === true) return true;
  if (options.json === true || terminal.ask === null) {
    throw failure(
      "apply-not-approved",
      "Nobody is there to ask",
      "Off a terminal, and with --json, it wants -y. Nothing was done.",
    );
  }
  if (await terminal.ask(question, signal)) return true;
  terminal.out("Nothing was done.");
  return false;
}
