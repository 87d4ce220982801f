import { resolve } from "node:path";
import { type Instant, planLines, planText, writeFileAtomically } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { look, openSession, planFor, type SessionOptions } from "../session.ts";
import { instantOf } from "../time.ts";

export interface PlanOptions extends SessionOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly now?: string;
  readonly detailedExitcode?: boolean;
  readonly verbose?: boolean;
}

export async function runPlan(options: PlanOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession(options, context);
  const fixed: Instant | null = options.now === undefined ? null : instantOf(options.now, session.config.timezone);
  const made = planFor(session, await look(session, context, { fixed }), fixed !== null);
  if (options.out !== undefined) await writeFileAtomically(resolve(context.cwd, options.out), planText(made), 0o644);
  showDiagnostics(made.diagnostics, context);
  if (options.json === true) await terminal.raw(planText(made));
  else {
    const commandsFrom = options.verbose === true ? session.providers : null;
    for (const line of planLines(made, { color: terminal.color, commandsFrom })) terminal.out(line);
  }
  if (made.partial) return 1;
  return options.detailedExitcode === true && made.actions.length > 0 ? 2 : 0;
}
