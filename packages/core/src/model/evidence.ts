import type { Address } from "./address.ts";
import type { Proof } from "./proof.ts";

/** One result of a proof. */
export interface Evidence extends Proof {
  /** The identity of the point, as its tool gave it. */
  readonly id: string;
  /** The identity of the repository, disk or dataset that had the point; absent: not known. */
  readonly place?: string;
  readonly run: string;
  /** Of the run, `2026-11-22T20:06:40Z`. */
  readonly time: string;
  /** The codes and summaries of failures; null: none. */
  readonly problem: { readonly code: string; readonly summary: string } | null;
}

export interface GroupEvidence {
  readonly address: Address;
  /** The config declares proofs of the group. */
  readonly declared: boolean;
  /** The time of the newest proof of a whole point in the present repository, disk or dataset; null: there is none. */
  readonly provenAt: string | null;
  /** The newest first. */
  readonly proofs: readonly Evidence[];
}

/** `proofs --json`: what was proven, as the record of this host has it. */
export interface EvidenceOutput {
  readonly formatVersion: 1;
  /** The version of rdump that wrote it. */
  readonly rdump: string;
  readonly host: string;
  readonly owner: string;
  /** The digest of the machine; null: it has no id. */
  readonly machine: string | null;
  /** The time of the list, as ISO 8601. */
  readonly at: string;
  /** Sorted by address: all groups of the config, and former ones with proofs. */
  readonly groups: readonly GroupEvidence[];
}
