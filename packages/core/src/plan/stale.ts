import { Failure } from "../diagnostics/failure.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import { type PlanHeader, planText } from "./plan-file.ts";

/** What can be told before the system is looked at again: whether a saved plan may be applied here and now at all. */
export function checkApplicable(saved: PlanHeader, here: { readonly host: string; readonly now: Instant }): void {
  if (saved.simulated) {
    throw refused("The plan is for looking only", "It was made with --now, for another time than its own.");
  }
  if (saved.host !== here.host) {
    throw refused("The plan is of another host", `It was made on ${saved.host}, and this is ${here.host}.`);
  }
  if (here.now < Date.parse(saved.asOf)) {
    throw stale(null, `It was made for ${saved.asOf}, and by this machine's clock it is only ${isoOf(here.now)}.`);
  }
}

/** The config must be the file that the plan was made from, byte for byte. */
export function checkConfig(saved: PlanHeader, { digest, file }: Pick<PlanHeader["config"], "digest" | "file">): void {
  if (saved.config.digest === digest) return;
  throw stale(null, `The config ${file} is not the one that the plan was made from, or was changed since.`);
}

/**
 * Holds a saved plan against `again`: what the planner makes of the system as it is now, for the saved plan's own
 * moment. The planner is pure, so if nothing changed the bytes are the same; if they are not, the first address that
 * differs is named. A plan that was edited by hand differs in the same way.
 */
export function checkUnchanged(savedText: string, saved: PlanHeader, again: Plan, now: Instant): void {
  const changed = changedAddress(saved, again);
  if (changed !== null) {
    throw stale(
      changed,
      `What the plan took for granted about ${changed} is so no more: its points, or what holds them, changed.`,
    );
  }
  if (planText(again) !== savedText) {
    throw stale(null, "The file is not what rdump would plan from the same things: it was edited, or it is damaged.");
  }
  if (again.notAfter !== null && now >= Date.parse(again.notAfter)) {
    throw stale(
      again.actions[0]?.address ?? null,
      `It was good until ${again.notAfter}: since then another slot began, or another point expires.`,
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
  return refused("The plan is stale", `${why} Nothing was done. Plan again.`, address);
}

function refused(summary: string, detail: string, address: string | null = null): Failure {
  const code = summary === "The plan is stale" ? "plan-stale" : "plan-refused";
  return new Failure({ code, severity: "error", summary, detail, ...(address === null ? {} : { address }) });
}
