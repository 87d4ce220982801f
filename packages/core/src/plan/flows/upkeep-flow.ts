import type { Action } from "../../model/action.ts";
import { repositoryAddress } from "../../model/address.ts";
import { VERBS } from "../../model/verb.ts";
import type { UpkeepAssessment } from "../assess-upkeep.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/**
 * Adds the due upkeep after all other actions of the plan, so that new archives are checked and the space of deleted
 * archives is freed. A check does not depend on their success. A repository with a failed check is not compacted, and none
 * is while deletions in it are withheld: by a guard, or because the run finds a loss.
 */
export function addUpkeep(assessments: readonly UpkeepAssessment[], request: PlanRequest, draft: Draft): void {
  const checks = new Map<string, string>();
  for (const assessment of assessments) {
    const { desired, id, due, pending } = assessment;
    const { repository, kind, afterDeletions } = desired;
    const role = request.providers.upkeep(repository.type);
    const deletions = kind === "compact" ? deletionsIn(repository.name, request, draft) : [];
    const isDue = due || (pending && afterDeletions && deletions.length > 0);
    if (!isDue || id === null || role === null || deletions.some(({ guard }) => guard !== null)) continue;
    const check = checks.get(repository.name);
    const added = draft.add(role.upkeep({ kind, repository, id }), {
      address: repositoryAddress(repository.name),
      reason: reasonOf(assessment),
      volume: "",
      after: [...(check === undefined ? [] : [check]), ...(afterDeletions ? deletions.map((each) => each.id) : [])],
      opened: null,
      guard: null,
    });
    if (kind === "check") checks.set(repository.name, added);
  }
}

/** The actions so far that delete points of a repository. */
function deletionsIn(repository: string, { desired }: PlanRequest, draft: Draft): readonly Action[] {
  const inIt = desired.groups.filter(({ group }) => group.repository?.name === repository);
  const addresses = new Set(inIt.map(({ group }) => group.address));
  return draft.actions().filter(({ destroys, address }) => destroys.length > 0 && addresses.has(address));
}

function reasonOf({ desired, failure }: UpkeepAssessment): string {
  const { kind, slot, afterDeletions } = desired;
  const due = `due: not ${VERBS[kind].done} for ${slot.label} yet${afterDeletions ? ", and archives were deleted" : ""}`;
  return failure === null ? due : `${due}; it failed at ${failure.time}`;
}
