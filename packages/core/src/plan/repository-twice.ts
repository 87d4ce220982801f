import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import type { Observed } from "../observe/observe.ts";
import type { GroupObservation, RepositoryObservation } from "../provider/observation.ts";
import { PLAN } from "./codes.ts";

/**
 * The observation, with a gap for each group of a repository that is declared under two names, for example by a link or by
 * another spelling of its host. Two groups of one volume would see the same points, and each would destroy those of the other.
 */
export function withoutTwice(desired: Desired, observed: Observed): Observed {
  const twice = declaredTwice(observed.repositories.values());
  if (twice.size === 0) return observed;
  const groups = new Map<string, GroupObservation>(observed.groups);
  const repositories = new Map<string, RepositoryObservation>(observed.repositories);
  for (const { group } of desired.groups) {
    const seen = groups.get(group.address);
    const names = twice.get(group.repository?.name ?? "");
    if (seen !== undefined && names !== undefined)
      groups.set(group.address, { ...seen, gap: seen.gap ?? duplicateOf(names) });
  }
  for (const name of twice.keys())
    repositories.set(name, { repository: name, state: "hidden", id: null, appendOnly: null });
  return { ...observed, groups, repositories };
}

/** By name: all names of that repository, sorted. */
function declaredTwice(repositories: Iterable<RepositoryObservation>): ReadonlyMap<string, readonly string[]> {
  const byId = new Map<string, string[]>();
  for (const { repository, id } of repositories) if (id !== null) byId.set(id, [...(byId.get(id) ?? []), repository]);
  const several = [...byId.values()].filter((names) => names.length > 1).map((names) => names.sort());
  return new Map(several.flatMap((names) => names.map((name) => [name, names])));
}

function duplicateOf(names: readonly string[]): Diagnostic {
  const quoted = names.map((name) => JSON.stringify(name)).join(" and ");
  const detail = `The repositories ${quoted} have the same id, so they are one repository, or one is a copy of the other. Two groups of a volume would see the same archives, and each would destroy those of the other. Declare the repository once. If one is a copy, create a new repository in its place.`;
  return PLAN.error("plan-repository-twice", detail, { address: repositoryAddress(names[0] ?? "") });
}
