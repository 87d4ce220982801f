import type { Json } from "@rdump/core/provider";

/** The observed state of a repository that a plan depends on. */
export type RepositoryFacts =
  /** `unfinished`: an interrupted `borg init` left a directory, which must be renamed first. */
  | { readonly repository: "absent"; readonly unfinished?: true }
  /** `tornCache`: the path of a cache that borg refuses to use. */
  | { readonly repository: "present"; readonly id: string; readonly tornCache?: string };

/** core returns facts unchanged; null means a group with a gap. */
export function isAbsent(facts: Json): boolean {
  return (facts as RepositoryFacts | null)?.repository === "absent";
}

export function isUnfinished(facts: Json): boolean {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "absent" && known.unfinished === true;
}

/** The torn cache, which must be removed before borg can change the repository. */
export function tornCache(facts: Json): string | null {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "present" && known.tornCache !== undefined ? known.tornCache : null;
}

/** The identity of a present repository. */
export function repositoryIdIn(facts: Json): string | null {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "present" ? known.id : null;
}
