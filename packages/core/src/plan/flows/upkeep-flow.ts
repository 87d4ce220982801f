import { repositoryAddress } from "../../model/address.ts";
import { VERBS } from "../../model/verb.ts";
import type { UpkeepAssessment } from "../assess-upkeep.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/**
 * Adds the upkeep that is due. It stands behind everything else of the plan: what this run made is looked over too, and
 * what it deleted comes free. It does not depend on these: a create that failed is no reason not to check. But what a
 * check finds damaged is not compacted.
 */
export function addUpkeep(assessments: readonly UpkeepAssessment[], { providers }: PlanRequest, draft: Draft): void {
  const checks = new Map<string, string>();
  for (const assessment of assessments) {
    const { desired, id, due } = assessment;
    const { repository, kind } = desired;
    const role = providers.upkeep(repository.type);
    if (!due || id === null || role === null) continue;
    const check = checks.get(repository.name);
    const added = draft.add(role.upkeep({ kind, repository, id }), {
      address: repositoryAddress(repository.name),
      reason: reasonOf(assessment),
      volume: "",
      after: check === undefined ? [] : [check],
      opened: null,
      guard: null,
    });
    if (kind === "check") checks.set(repository.name, added);
  }
}

function reasonOf({ desired, failure }: UpkeepAssessment): string {
  const due = `due: not ${VERBS[desired.kind].done} for ${desired.slot.label} yet`;
  return failure === null ? due : `${due}; it failed at ${failure.time}`;
}
