import { PLAN_CODES, type Plan, planLines, planText, readPlan } from "@rdump/core";
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
    for (const line of linesOf(plan, options, context)) terminal.out(line);
  }
  return 0;
}

function linesOf(plan: Plan, { verbose }: ShowOptions, context: Context): readonly string[] {
  try {
    const commandsFrom = verbose === true ? allProviders(plan.config.resolved, context) : null;
    return planLines(plan, { color: context.terminal.color, commandsFrom });
  } catch (cause) {
    // A handler meets an input that it never wrote.
    throw PLAN_CODES.failure("plan-file-refused", "Its commands are invalid: it was edited.", { cause });
  }
}
