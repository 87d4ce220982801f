import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import { repositoryAddress } from "../model/address.ts";
import type { History } from "../model/history.ts";
import { resultsOf, type UpkeepAssessment } from "./assess-upkeep.ts";
import type { PlanRequest } from "./context.ts";

/** What has to be said of append-only repositories: deletes, and a declared compaction, that free nothing. */
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
    if (seen?.appendOnly === null && seen.id !== null && freedNothing(history, desired.config.id, seen.id)) {
      return [deletesFreeNothing(name, "Its last compaction freed nothing: its host takes it as append-only.")];
    }
    return [];
  });
  const futile = upkeep.filter(({ standing }) => standing === "futile");
  return [...deletes, ...futile.map(({ desired }) => notCompacted(desired.repository.name))];
}

/** On another host, it can only be told by what a compaction did. */
function freedNothing(history: History, owner: string, id: string): boolean {
  const last = resultsOf(history, owner, id).findLast(({ kind, status }) => kind === "compact" && status === "done");
  return last !== undefined && last.freed === null;
}

function deletesFreeNothing(name: string, why: string): Diagnostic {
  return {
    code: "plan-append-only",
    severity: "note",
    summary: "Deletes that free nothing",
    detail: `${why} What this plan deletes leaves the list of archives, but stays in the repository and goes on taking its space, until somebody makes the repository writable and compacts it. Look at it first: append-only guards against deletes that nobody meant.`,
    address: repositoryAddress(name),
  };
}

function notCompacted(name: string): Diagnostic {
  return {
    code: "plan-append-only-compact",
    severity: "note",
    summary: "An append-only repository is not compacted",
    detail: `\`compact\` is declared, and nothing would come free as long as the repository is append-only: so it is not planned.`,
    address: repositoryAddress(name),
  };
}
