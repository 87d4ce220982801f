import type { Claim, ComparisonProgram, Exclude, RunRef } from "@rdump/core/provider";
import type { MirrorFacts } from "./facts.ts";
import type { Stores } from "./mark.ts";

export const MIRROR_ACTION = "fs/mirror";

/** The input for a mirror, as in a saved plan. */
export type MirrorInput = {
  readonly owner: string;
  /** The marks that the directory may have. Absent in journals of version 0.1: those of the owner and volume. */
  readonly claim?: Claim;
  readonly volume: string;
  /** The root of the tree that is read. */
  readonly from: string;
  /** It is a mount of this run. */
  readonly mounted: boolean;
  /** Reading the tree, and giving the mirror's files to their owners, takes the rights of root. */
  readonly root: boolean;
  /** The tree changes while it is read. */
  readonly live: boolean;
  readonly path: string;
  readonly mount: string | null;
  /** Files without a mark do not refuse the directory. Absent: they do. */
  readonly adopt?: boolean;
  /** Null for a directory of another provider, which must only exist. */
  readonly planned: MirrorFacts | null;
  /** Values of rsync's `--filter`. */
  readonly rules: readonly string[];
  /** The directory for files of the run. */
  readonly runFiles: string;
  readonly compare: "times" | "checksum";
  /** The part of the mirror that can be deleted without confirmation, from 0 to 1. */
  readonly shrink: number;
  /** The integrity data, from the tree's root; null when the volume has none. */
  readonly surefile: string | null;
  /** Compares the mirror with the revision of this run; null: this run writes no integrity data. Absent in journals of before. */
  readonly comparison?: ComparisonProgram | null;
  /** Those of `rules`, to know which entries of the revision are not copied. */
  readonly excludes?: readonly Exclude[];
  /** What the mirror stores; null: the action probes it before it copies. */
  readonly stores: Stores | null;
};

export const RETIRE_ACTION = "fs/retire-mirror";

/** The input for the deletion of a mirror that is no longer declared. */
export type RetireInput = {
  readonly path: string;
  readonly claim: Claim;
  readonly planned: MirrorFacts;
  /** The identity of its state when the plan was made. */
  readonly id: string;
  /** The files of the mirror were written with the rights of root. */
  readonly root: boolean;
};

export function claimIn({ owner, volume, claim }: MirrorInput, { machine }: Pick<RunRef, "machine">): Claim {
  return claim ?? { owners: [owner], volumes: [volume], machines: machine === null ? [] : [machine] };
}
