import type { Failure } from "../diagnostics/failure.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import { PLAN } from "./codes.ts";
import { type PlanHeader, planText } from "./plan-file.ts";

/** Checks before the system is queried again: whether a saved plan can be applied on this host at this time. */
export function checkApplicable(saved: PlanHeader, here: { readonly host: string; readonly now: Instant }): void {
  if (saved.simulated) {
    throw PLAN.failure("plan-refused", "The plan was made for another time, with --now. Plan again without --now.");
  }
  if (saved.host !== here.host) {
    throw PLAN.failure(
      "plan-refused",
      `The plan was made on host ${saved.host}, and this is ${here.host}. Plan again on this host.`,
    );
  }
  if (here.now < Date.parse(saved.asOf)) {
    throw stale(null, `The plan was made for ${saved.asOf}, and the clock of this machine shows ${isoOf(here.now)}.`);
  }
}

/** The config must be the file that the plan was made from, byte for byte. */
export function checkConfig(saved: PlanHeader, { digest, file }: Pick<PlanHeader["config"], "digest" | "file">): void {
  if (saved.config.digest === digest) return;
  throw stale(null, `The config ${file} has changed, or is not the config of the plan.`);
}

/**
 * Compares a saved plan with `again`, the plan for the present system and the time of the saved plan. The planner is
 * pure, so without a change the bytes are equal. Otherwise the first address that differs is named. A plan that was edited
 * by hand differs in the same way.
 */
export function checkUnchanged(savedText: string, saved: PlanHeader, again: Plan, now: Instant): void {
  const changed = changedAddress(saved, again);
  if (changed !== null) {
    throw stale(
      changed,
      `${changed} has changed since the plan was made: its points, or objects that depend on these points.`,
    );
  }
  if (planText(again) !== savedText) {
    throw stale(null, "The file was edited or damaged: it differs from the plan that rdump makes now.");
  }
  if (again.notAfter !== null && now >= Date.parse(again.notAfter)) {
    throw stale(
      again.actions[0]?.address ?? null,
      `The plan was valid until ${again.notAfter}. Since then another slot began, or another point expired.`,
    );
  }
}

function changedAddress(saved: PlanHeader, again: Plan): string | null {
  const before = new Map(saved.assumes.map((each) => [each.address, canonicalJson(each)]));
  for (const each of again.assumes) {
    if (before.get(each.address) !== canonicalJson(each)) return each.address;
    before.delete(each.address);
  }
  return [...before.keys()][0] ?? null;
}

function stale(address: string | null, why: string): Failure {
  return PLAN.failure("plan-stale", `${why} Nothing was done. Plan again.`, address === null ? {} : { address });
}
