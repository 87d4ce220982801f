import type { Json } from "@rdump/core/provider";
import type { DeadLock } from "./locks.ts";

/** The observed state of a repository that a plan depends on. */
export type RepositoryFacts =
  /** `unfinished`: an interrupted `restic init` left a directory, which must be renamed first. */
  | { readonly repository: "absent"; readonly unfinished?: true }
  | { readonly repository: "present"; readonly id: string; readonly deadLocks?: readonly DeadLock[] };

/** core returns facts unchanged; null means a group with a gap. */
function factsIn(facts: Json): RepositoryFacts | null {
  return facts as RepositoryFacts | null;
}

export function isAbsent(facts: Json): boolean {
  return factsIn(facts)?.repository === "absent";
}

export function isUnfinished(facts: Json): boolean {
  const known = factsIn(facts);
  return known?.repository === "absent" && known.unfinished === true;
}

/** The identity of a present repository. */
export function repositoryIdIn(facts: Json): string | null {
  const known = factsIn(facts);
  return known?.repository === "present" ? known.id : null;
}

export function deadLocksIn(facts: Json): readonly DeadLock[] {
  const known = factsIn(facts);
  return known?.repository === "present" ? (known.deadLocks ?? []) : [];
}
