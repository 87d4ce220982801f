import { PLAN_CODES, type Plan, planFault, planLines, planText, readPlan, visible } from "@rdump/core";
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
  refuseStrange(plan, context);
  if (options.json === true) await terminal.raw(planText(plan));
  else {
    showDiagnostics(plan.diagnostics, context);
    terminal.out(`Plan for ${plan.host} as of ${plan.asOf}, valid until ${plan.notAfter ?? "something changes"}.`);
    terminal.out("");
    for (const line of linesOf(plan, options, context)) terminal.out(line);
  }
  return 0;
}

/** A handler must not get an input that it did not write. */
function refuseStrange(plan: Plan, context: Context): void {
  const found = planFault(plan, allProviders(plan.config.resolved, context));
  if (found === null) return;
  const subject = `Its step "${visible(found.id)}" has the kind "${visible(found.kind)}"`;
  throw PLAN_CODES.failure(
    "plan-file-refused",
    `${subject}, and ${visible(found.fault)}. The file was edited, or another version of rdump wrote it. Plan again.`,
  );
}

function linesOf(plan: Plan, { verbose }: ShowOptions, context: Context): readonly string[] {
  try {
    const commandsFrom = verbose === true ? allProviders(plan.config.resolved, context) : null;
    return planLines(plan, { color: context.terminal.color, commandsFrom });
  } catch (cause) {
    // A handler would get an input that it did not write.
    throw PLAN_CODES.failure("plan-file-refused", "Its commands are invalid: the file was edited.", { cause });
  }
}
