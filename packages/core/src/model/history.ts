import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Address } from "./address.ts";
import type { Decay } from "./decay.ts";
import type { Proof } from "./proof.ts";
import type { SourceFinding } from "./shrinkage.ts";

/** Recurring work on a repository. */
export const UPKEEP_KINDS = ["check", "compact"] as const;
export type UpkeepKind = (typeof UPKEEP_KINDS)[number];

/**
 * What was done to a subject that the subject itself cannot record. `made`: a repository was created, and so needs
 * neither check nor compaction in that slot. `deleted`: points were deleted, or may have been, and their space is not free
 * before the next compaction. `proof`: a point of a group was proven; the subject is the group, its identity that of the
 * point.
 */
export interface UpkeepTask {
  readonly kind: UpkeepKind | "made" | "deleted" | "proof";
  /** The address of the subject in the config. */
  readonly subject: Address;
  /**
   * The identity that its tool gave the subject; null until it is made. A result belongs to this identity, also under
   * another address.
   */
  readonly subjectId: string | null;
  /** The action that makes the subject; absent: this action itself makes it. Only without an identity. */
  readonly madeBy?: string;
  /** Of a proof: the identity of the repository, disk or dataset that has the point; absent: not known. */
  readonly place?: string;
}

/** One result that outlives its run. */
export interface HistoryEntry extends Omit<UpkeepTask, "madeBy"> {
  /** Known by the time of the result. */
  readonly subjectId: string;
  readonly owner: string;
  readonly run: string;
  /** The time of the run, `2026-11-22T20:06:40Z`, which determines its slot. */
  readonly time: string;
  readonly status: "done" | "failed";
  /** Why it failed; null when done. */
  readonly problem: { readonly code: string; readonly summary: string } | null;
  /** Freed bytes; null if unknown. */
  readonly freed: number | null;
  /** Of a proof. */
  readonly proof?: Proof;
}

/** The readable content of the history. */
export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** Findings of runs about sources, oldest first. */
  readonly findings: readonly SourceFinding[];
  /** The decayed files of sources, one entry for each volume of an owner; absent: none. */
  readonly decays?: readonly Decay[];
  /** Why the history cannot be read; then none of its results is known. */
  readonly gap: Diagnostic | null;
  readonly diagnostics: readonly Diagnostic[];
}

export const NO_HISTORY: History = { entries: [], findings: [], gap: null, diagnostics: [] };
