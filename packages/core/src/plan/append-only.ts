import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import { repositoryAddress } from "../model/address.ts";
import { freedNothing, resultsOf, type UpkeepAssessment } from "./assess-upkeep.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";

/** Notes about deletes and declared compactions that free no space, because the repository is append-only. */
export function appendOnlyNotes(
  { desired, observed, history }: PlanRequest,
  actions: readonly Action[],
  upkeep: readonly UpkeepAssessment[],
): readonly Diagnostic[] {
  const losing = new Set(actions.filter(({ destroys }) => destroys.length > 0).map(({ address }) => address));
  const repositories = desired.groups.flatMap(({ group }) =>
    losing.has(group.address) && group.repository !== null ? [group.repository.name] : [],
  );
  const deletes = [...new Set(repositories)].flatMap((name) => {
    const seen = observed.repositories.get(name);
    if (seen?.appendOnly === true) return [deletesFreeNothing(name, "The repository is append-only.")];
    if (seen?.appendOnly === null && seen.id !== null && freedNothing(resultsOf(history, desired.config.id, seen.id))) {
      return [deletesFreeNothing(name, "Its last compaction freed nothing: its host treats it as append-only.")];
    }
    return [];
  });
  const futile = upkeep.filter(({ standing, desired }) => standing === "futile" && !desired.afterDeletions);
  return [...deletes, ...futile.map(({ desired }) => notCompacted(desired.repository.name))];
}

function deletesFreeNothing(name: string, why: string): Diagnostic {
  const detail = `${why} Deleted archives disappear from the list, but use space until the repository is made writable and compacted. Before that, check that only expected archives were deleted.`;
  return PLAN.note("plan-append-only", detail, { address: repositoryAddress(name) });
}

function notCompacted(name: string): Diagnostic {
  const detail =
    "`compact` is declared, but a compaction frees nothing while the repository is append-only. The compaction is not planned.";
  return PLAN.note("plan-append-only-compact", detail, { address: repositoryAddress(name) });
}
