import type { Json } from "@rdump/core/provider";

/** What a plan takes for granted about a repository. */
export type RepositoryFacts =
  | { readonly repository: "absent" }
  | { readonly repository: "present"; readonly id: string };

/** Facts come back from core as this provider gave them; null stands for a group with a gap. */
export function isAbsent(facts: Json): boolean {
  return (facts as RepositoryFacts | null)?.repository === "absent";
}
