import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Address } from "./address.ts";
import type { SourceFinding } from "./shrinkage.ts";

/** Work on a repository that comes round. */
export const UPKEEP_KINDS = ["check", "compact"] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

/**
 * What was done to a subject that the subject itself cannot record. `made`: a repository was created, and so needs
 * neither check nor compaction in that slot.
 */
export interface UpkeepTask {
  readonly kind: UpkeepKind | "made";
  /** The address of the subject, by which the config names it. */
  readonly subject: Address;
  /**
   * The identity that its tool gave the subject; null until it is made. A result belongs to this identity, also under
   * another address.
   */
  readonly subjectId: string | null;
}

/** One result that outlives its run. */
export interface HistoryEntry extends UpkeepTask {
  /** Known by the time of the result. */
  readonly subjectId: string;
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
