import { planLines, planText, readPlan } from "@rdump/core";
import { allProviders } from "../compose.ts";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { readPlanFile } from "../plan-file.ts";

export interface ShowOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export async function runShow(path: string, options: ShowOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const plan = readPlan(await readPlanFile(path, context.cwd));
  if (options.json === true) await terminal.raw(planText(plan));
  else {
    showDiagnostics(plan.diagnostics, context);
    terminal.out(`Plan for ${plan.host} as of ${plan.asOf}, good until ${plan.notAfter ?? "something changes"}.`);
    terminal.out("");
    const commandsFrom = options.verbose === true ? allProviders() : null;
    for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
  }
  return 0;
}
