import {
  examineTargets,
  type Instant,
  look,
  planFor,
  planLines,
  planText,
  type Session,
  shellWord,
  visible,
  withEstimates,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { placeForPlan, writePlanFile } from "../plan-file.ts";
import { openSession, type SessionOptions } from "../session.ts";
import { notTogether, runRollback } from "./rollback.ts";

export interface PlanOptions extends SessionOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly now?: string;
  readonly detailedExitcode?: boolean;
  readonly verbose?: boolean;
  readonly deep?: boolean;
  readonly allowRollback?: string;
}

export async function runPlan(options: PlanOptions, context: Context): Promise<ExitCode> {
  const { allowRollback, out, only, now, extra, full, deep, ...rest } = options;
  if (allowRollback !== undefined) {
    if ([out, only, now, extra, full, deep].some((each) => each !== undefined)) throw notTogether();
    return runRollback(allowRollback, rest, context);
  }
  const { terminal } = context;
  const place = options.out === undefined ? null : await placeForPlan(options.out, context.cwd);
  const session = await openSession(options, context);
  const at = options.now === undefined ? null : await timeOf(options.now, session);
  const { plain, made } = await context.holding(async () => {
    const seen = await look(session, { at });
    const plain = planFor(session, seen, { simulated: at !== null });
    const sized = await withEstimates(session, plain);
    return { plain, made: options.deep === true ? { ...sized, examined: await examineTargets(session, seen) } : sized };
  });
  const lost = place === null ? null : await context.holding(() => writePlanFile(place, planText(plain)));
  showDiagnostics(made.diagnostics, context);
  if (options.json === true) await terminal.raw(planText(made));
  else {
    const commandsFrom = options.verbose === true ? session.providers : null;
    for (const line of planLines(made, { color: terminal.color, commandsFrom })) terminal.out(line);
  }
  if (lost !== null) showDiagnostics(lost.diagnostics, context);
  else if (options.out !== undefined) {
    const file = visible(shellWord(options.out));
    terminal.error(at === null ? `Plan written. To apply it: rdump apply ${file}` : `Plan written: ${file}`);
  }
  if (made.partial || lost !== null) return 1;
  return options.detailedExitcode === true && made.actions.length > 0 ? 2 : 0;
}

/** `--now` of apply takes the name of a volume. */
async function timeOf(text: string, { config }: Session): Promise<Instant> {
  // Few plans need the calendar, which takes long to load.
  const { instantOf, parsedInstant } = await import("../time.ts");
  const isName = config.volumes.some(({ name }) => text === name || text.startsWith(`${name}.`));
  if (!isName || parsedInstant(text, config.timezone) !== null) return instantOf(text, "--now", config.timezone);
  const extra = visible(shellWord(text));
  throw CLI.failure("usage-time", `--now of plan takes a time. To plan one more point:\nrdump plan --extra ${extra}`);
}
