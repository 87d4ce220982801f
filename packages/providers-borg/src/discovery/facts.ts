import type { Json } from "@rdump/core/provider";

/** What a plan takes for granted about a repository. */
export type RepositoryFacts =
  /** `unfinished`: its making was begun once, and what is there of it has to be put aside. */
  | { readonly repository: "absent"; readonly unfinished?: true }
  /** `tornCache`: borg refuses to work with what it has cached of it here. */
  | { readonly repository: "present"; readonly id: string; readonly tornCache?: true };

/** Facts come back from core as this provider gave them; null stands for a group with a gap. */
export function isAbsent(facts: Json): boolean {
  return (facts as RepositoryFacts | null)?.repository === "absent";
}

export function isUnfinished(facts: Json): boolean {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "absent" && known.unfinished === true;
}

/** The id of the repository whose cache has to be thrown away before borg can change anything there. */
export function tornCache(facts: Json): string | null {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "present" && known.tornCache === true ? known.id : null;
}
