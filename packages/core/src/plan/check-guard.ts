import { repositoryAddress } from "../model/address.ts";
import type { Repository } from "../model/repository.ts";
import { resultsOf } from "./assess-upkeep.ts";
import type { PlanRequest } from "./context.ts";

/**
 * Why deletions in a repository require confirmation; null if they do not. After a failed check, an old point may be
 * the last one that can be restored. The history alone decides, whether `check` is still declared or not.
 */
export function checkGuard(repository: Repository | null, { desired, observed, history }: PlanRequest): string | null {
  if (repository === null) return null;
  const address = repositoryAddress(repository.name);
  if (history.gap !== null) {
    return repository.check === null
      ? null
      : `the record of points cannot be read, so the result of the last check of ${address} is unknown`;
  }
  const id = observed.repositories.get(repository.name)?.id ?? null;
  if (id === null) return null;
  const last = resultsOf(history, desired.config.id, id).findLast(({ kind }) => kind === "check");
  if (last?.status !== "failed") return null;
  const what = last.problem === null ? last.time : `${last.time}: ${last.problem.summary}`;
  return `the last check of ${address} failed (${what}), and no later check succeeded`;
}
