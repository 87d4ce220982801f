import type { Json } from "@rdump/core/provider";

/** What a plan takes for granted about a repository. */
export type RepositoryFacts =
  /** `unfinished`: its making was begun once, and what is there of it has to be put aside. */
  | { readonly repository: "absent"; readonly unfinished?: true }
  | { readonly repository: "present"; readonly id: string };

/** Facts come back from core as this provider gave them; null stands for a group with a gap. */
export function isAbsent(facts: Json): boolean {
  return (facts as RepositoryFacts | null)?.repository === "absent";
}

export function isUnfinished(facts: Json): boolean {
  const known = facts as RepositoryFacts | null;
  return known?.repository === "absent" && known.unfinished === true;
}
