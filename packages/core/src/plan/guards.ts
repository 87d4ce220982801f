import { Failure } from "../diagnostics/failure.ts";
import type { Plan } from "../model/plan.ts";

/**
 * Holds `--allow-destroy` against the plan. The number must be exactly that of the destroys that wait for it: a
 * permission that was given for another plan is no permission for this one.
 */
export function checkGuards(plan: Plan, allowed: number | null): void {
  const { guarded } = plan.summary;
  if (allowed === null || allowed === guarded) return;
  throw new Failure({
    code: "apply-other-number",
    severity: "error",
    summary: "The allowed number of destroys is not the plan's",
    detail: `--allow-destroy ${allowed} was given, and ${guarded} of this plan's destroys wait for it. Nothing was done. Look at the plan again; if it is meant, give that number.`,
  });
}
