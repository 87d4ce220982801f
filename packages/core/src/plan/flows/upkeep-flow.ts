import { repositoryAddress } from "../../model/address.ts";
import { VERBS } from "../../model/verb.ts";
import type { UpkeepAssessment } from "../assess-upkeep.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/**
 * Adds the due upkeep after all other actions of the plan, so that new archives are checked and the space of deleted
 * archives is freed. It does not depend on their success: a check runs after a failed create too. But a repository with
 * a failed check is not compacted.
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
