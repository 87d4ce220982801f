import type { Plan } from "../model/plan.ts";
import { PLAN } from "./codes.ts";

/**
 * Compares `--allow-destroy` with the plan. It must be exactly the number of deletions that require confirmation: a
 * confirmation of another plan does not count.
 */
export function checkGuards(plan: Plan, allowed: number | null): void {
  const { guarded } = plan.summary;
  if (allowed === null || allowed === guarded) return;
  const detail = `--allow-destroy ${allowed} was given, but ${guarded} deletions of this plan require confirmation. Nothing was done. Read the plan again. If the deletions are intended, confirm the number ${guarded}.`;
  throw PLAN.failure("apply-other-number", detail);
}
