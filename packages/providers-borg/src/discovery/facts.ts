import type { Json } from "@rdump/core/provider";

/** What a plan takes for granted about a repository. */
export type RepositoryFacts =
  /** `unfinished`: its making was begun once, and what is there of it has to be put aside. */
  | { readonly repository: "absent"; readonly unfinished?: true }
  /** `tornCache`: where borg has what it cached of it, and refuses to work with. */
  | { readonly repository: "present"; readonly id: string; readonly tornCache?: string };

/** core returns facts unchanged; null means a group with a gap. */
export function isAbsent(facts: Json): boolean {
  return (facts as RepositoryFacts | null)?.repository === "absent";
}

export function isUnfinished(facts: Json): boolean {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "absent" && known.unfinished === true;
}

/** The directory of the cache that has to go before borg can change anything in the repository. */
export function tornCache(facts: Json): string | null {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "present" && known.tornCache !== undefined ? known.tornCache : null;
}
