import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { addressOf } from "../../model/address.ts";
import type { Group } from "../../model/group.ts";
import type { Point } from "../../model/point.ts";
import type { Repository } from "../../model/repository.ts";
import type { ForgottenGroup, GroupObservation } from "../observation.ts";

/** The repository of a group of archives. */
export function repositoryOf({ repository, address }: Group): Repository {
  if (repository === null) throw new Error(`a group of archives without a repository: ${address}`);
  return repository;
}

/** The groups of each repository. */
export function byRepository(groups: readonly Group[]): readonly (readonly [Repository, ...Group[]])[] {
  const shared = new Map<string, [Repository, ...Group[]]>();
  for (const group of groups) {
    const repository = repositoryOf(group);
    const known = shared.get(repository.name);
    if (known === undefined) shared.set(repository.name, [repository, group]);
    else known.push(group);
  }
  return [...shared.values()];
}

/** A group of which nothing was seen. */
export function nothingSeen(address: string): GroupObservation {
  return { address, points: [], gap: null, facts: null, diagnostics: [] };
}

/** A group of a repository that could not be listed. */
export function gapIn({ address }: Pick<Group, "address">, diagnostic: Diagnostic): GroupObservation {
  return { ...nothingSeen(address), gap: { ...diagnostic, address } };
}

/** The own archives of volumes that have no group in the repository any more. */
export function forgottenArchives(
  repository: string,
  groups: readonly Group[],
  own: ReadonlyMap<string, readonly Point[]>,
  destroy: NonNullable<ForgottenGroup["destroy"]>,
): readonly ForgottenGroup[] {
  const declared = new Set(groups.map(({ volume }) => volume.name));
  return Array.from(own)
    .filter(([volume]) => !declared.has(volume))
    .map(([volume, points]) => ({ address: addressOf(volume, "archives", repository), points, destroy }));
}
