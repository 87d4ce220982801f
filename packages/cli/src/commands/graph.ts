import { type GraphFormat, look, planFor, planGraph } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface GraphOptions extends SessionOptions {
  readonly format: GraphFormat;
}

export async function runGraph(options: GraphOptions, context: Context): Promise<ExitCode> {
  const session = await openSession(options, context);
  const plan = planFor(session, await context.holding(() => look(session)));
  showDiagnostics(plan.diagnostics, context);
  for (const line of planGraph(plan, options.format)) context.terminal.out(line);
  return plan.partial ? 1 : 0;
}
