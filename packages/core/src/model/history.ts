import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFinding } from "./shrinkage.ts";

/** Work on a repository that comes round. */
export const UPKEEP_KINDS = ["check", "compact"] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

/**
 * What was done to a repository that the repository cannot bear itself. `made`: it was begun, and so needs neither
 * check nor compaction in that slot.
 */
export interface RepositoryDeed {
  readonly kind: UpkeepKind | "made";
  /** The repository's name in the config. */
  readonly repository: string;
  /** The identity that its tool gave it; null until it is made. A result is one of this identity, whatever its name. */
  readonly repositoryId: string | null;
}

/** One result that outlives its run. */
export interface HistoryEntry extends RepositoryDeed {
  readonly owner: string;
  readonly run: string;
  /** The run's time, `2026-11-22T20:06:40Z`: what decides the slot that it counts for. */
  readonly time: string;
  readonly status: "done" | "failed";
  /** Why it failed; null when done. */
  readonly problem: { readonly code: string; readonly summary: string } | null;
  /** Bytes that came free; null when that was not told. */
  readonly freed: number | null;
}

/** What the history says, as far as it can be read. */
export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** What runs found out about sources, oldest first. */
  readonly findings: readonly SourceFinding[];
  /** Why none of it can be read; then nothing that rests on it is known. */
  readonly gap: Diagnostic | null;
  readonly diagnostics: readonly Diagnostic[];
}

export const NO_HISTORY: History = { entries: [], findings: [], gap: null, diagnostics: [] };

/** How plan, status and errors name a repository. */
export function repositoryAddress(name: string): string {
  return `repository[${JSON.stringify(name)}]`;
}
