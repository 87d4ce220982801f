import type { RunResult } from "../model/outcome.ts";
import { isWhole, type Plan } from "../model/plan.ts";
import type { ActionReport, Report } from "../model/report.ts";

interface Ended extends Pick<Report, "actions" | "scopes" | "journal"> {
  readonly plan: Plan;
}

/** The result of a run. A declaration that could not be planned counts as a failure. */
export function resultOf({ plan, actions, scopes, journal }: Ended, signal: AbortSignal): RunResult {
  if (signal.aborted) return "interrupted";
  const hasFailed =
    !isWhole(plan) || journal !== null || scopes.length > 0 || actions.some(isFailure) || actions.some(hasFound);
  const isWithheld = actions.some(({ status }) => status === "withheld");
  if (!hasFailed) return isWithheld ? "partial" : "ok";
  return actions.some(({ status }) => status === "done") ? "partial" : "failed";
}

/** An action that was done found damage. */
function hasFound({ status, warnings }: ActionReport): boolean {
  return status === "done" && warnings.some(({ severity }) => severity === "error");
}

/** A skipped action without a diagnostic was left out for a reason that is only a warning. */
function isFailure({ status, diagnostic }: ActionReport): boolean {
  return status === "failed" || (status === "skipped" && diagnostic !== null);
}
