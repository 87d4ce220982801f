import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import type { ReadIo } from "../io/capability.ts";
import type { Action, OnlyIf } from "../model/action.ts";
import type { Plan } from "../model/plan.ts";
import type { ActionReport } from "../model/report.ts";
import type { RunRef } from "../model/run.ts";
import type { Providers } from "../provider/providers.ts";
import { APPLY } from "./codes.ts";
import { errorDiagnostics } from "./error-diagnostics.ts";

interface Surroundings {
  readonly plan: Plan;
  readonly providers: Providers;
  readonly run: RunRef;
  readonly io: ReadIo;
}

/**
 * Queries the result that an action depends on. Null if it exists; else the warning with which the action is skipped,
 * or the diagnostic of a bug. A failed query counts as missing.
 */
export async function whyLeftOut(
  { seen, otherwise }: OnlyIf,
  before: readonly ActionReport[],
  { plan, providers, run, io }: Surroundings,
): Promise<Diagnostic | null> {
  try {
    const base = plan.actions.find(({ id }) => id === seen);
    if (base === undefined) throw new Error(`the plan has no action ${seen}`);
    const { state } = await providers.action(base.kind).probe(base.input, run, io);
    return state === "done" ? null : leftOut(nothingOf(base, before), otherwise);
  } catch (error) {
    const [diagnostic] = errorDiagnostics(error);
    return error instanceof Failure ? leftOut(diagnostic.detail, otherwise) : diagnostic;
  }
}

/** The reason, from the warnings of the action or of the actions before it. */
function nothingOf({ id, after }: Action, before: readonly ActionReport[]): string {
  const said = [id, ...after].flatMap((each) => before.find(({ action }) => action === each)?.warnings ?? []);
  return `The result of "${id}" was not found.${said[0] === undefined ? "" : ` Reported before: ${said[0].summary}.`}`;
}

function leftOut(why: string, otherwise: string): Diagnostic {
  return APPLY.warning("apply-left-out", `${why} ${otherwise}`);
}
