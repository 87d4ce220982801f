import type { Address } from "./address.ts";
import type { Decay } from "./decay.ts";
import type { Drift } from "./drift.ts";
import type { UpkeepKind } from "./history.ts";
import type { Forgotten } from "./plan.ts";
import type { Coverage, Proof } from "./proof.ts";
import type { Shrinkage } from "./shrinkage.ts";
import type { State } from "./state.ts";

export interface GroupStatus {
  readonly address: Address;
  readonly volume: string;
  readonly state: State;
  /** When it was last queried, `2026-11-22T20:06:40Z`. Older than `asOf` of the status: a run or another process is using it. */
  readonly observed: string;
  /** The newest complete point; null when there is none. */
  readonly newest: { readonly id: string; readonly name: string; readonly time: string } | null;
  /** Seconds since the newest complete point; null when there is none. */
  readonly age: number | null;
  readonly points: number;
  /** Own points of which some files are missing. */
  readonly incomplete: number;
  /** Own points that were not finished or not checked, or whose tree was not the volume. */
  readonly invalid: number;
  /** Points of the same owner from another machine. They are not counted in `points`. */
  readonly foreign: number;
  /** The part of `points` that the config adopts; absent: none. */
  readonly adopted?: number;
  /** The slot that needs a point now. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** When the next complete point is due, `2026-11-23T00:00:00Z`: in the past when `due` is true. */
  readonly nextDue: string;
  /** The newest proof of a point; absent: there is none, and none is declared. */
  readonly proof?: ProofStatus;
  /** Of the newest complete point; absent: not known. */
  readonly size?: SizeStatus;
  /** Why it cannot be queried or made; null when nothing is in the way. */
  readonly obstacle: string | null;
}

export interface SizeStatus {
  /** Of a point: of its files. Of a repository: stored, after deduplication and compression. */
  readonly bytes: number;
  /** When `bytes` was counted: the time of the point. */
  readonly time: string;
  /**
   * The difference to the newest count that is at least a week older, or else to the oldest one; null when there is no
   * other count.
   */
  readonly growth: { readonly bytes: number; readonly since: string } | null;
}

/** The size of a repository, from the statistics of the newest archive. Deleted data that waits for a compaction is not counted. */
export interface RepositoryStatus {
  readonly address: Address;
  readonly size: SizeStatus;
}

export interface ProofStatus {
  /** The newest result; null: there is none yet. */
  readonly last: {
    readonly run: string;
    readonly time: string;
    readonly verdict: Proof["verdict"];
    readonly point: string;
    /** Of a proof of a sample. */
    readonly coverage?: Coverage;
  } | null;
  readonly due: boolean;
  readonly overdue: boolean;
}

export interface UpkeepStatus {
  /** The repository's. */
  readonly address: Address;
  readonly kind: UpkeepKind;
  readonly state: State;
  /** The newest that was done; `freed` in bytes, null when that was not told. */
  readonly last: { readonly run: string; readonly time: string; readonly freed: number | null } | null;
  /** Seconds since then; null when it never was. */
  readonly age: number | null;
  /** The slot that it should be done in. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** The newest failed one, without a later success. */
  readonly failure: {
    readonly run: string;
    readonly time: string;
    readonly code: string;
    readonly summary: string;
  } | null;
  /** Why it is unknown or not done; null without an obstacle. */
  readonly obstacle: string | null;
}

/** Points of one pool that the rules expire, and that replicas need. */
export interface HeldStatus {
  /** The pool, with its host. */
  readonly place: string;
  /** What their destruction would free at least. */
  readonly bytes: number;
  /** Oldest first in each group. */
  readonly points: readonly Address[];
}

/** The run that is working now. */
export interface RunningStatus {
  readonly run: string;
  readonly since: string;
  /** The number of the action that runs, 1 for the first; 0 before the first. */
  readonly step: number;
  /** The number of actions; null while the run still queries the system. */
  readonly steps: number | null;
  /** The action that runs; null between two actions. */
  readonly action: string | null;
}

/** The newest run that is not running. */
export interface LastRunStatus {
  readonly run: string;
  readonly status: string;
  readonly began: string;
  /** Null when it died. */
  readonly ended: string | null;
}

/** The state of everything that a config declares. */
export interface Status {
  readonly formatVersion: 1;
  readonly owner: string;
  readonly asOf: string;
  readonly running: RunningStatus | null;
  readonly lastRun: LastRunStatus | null;
  readonly groups: readonly GroupStatus[];
  /** The declared upkeep of repositories. */
  readonly upkeep: readonly UpkeepStatus[];
  /** The declared repositories of which the size is known; absent: of an observation before there was this list. */
  readonly repositories?: readonly RepositoryStatus[];
  readonly forgotten: readonly Forgotten[];
  /** What differs from what runs made, and no run caused. */
  readonly drift: readonly Drift[];
  /** Sources that lost too many files: deletions in their volumes require confirmation. */
  readonly shrunken: readonly Shrinkage[];
  /** Volumes with decayed files; absent: none. */
  readonly decayed?: readonly Decay[];
  /** Pools where expired points that replicas need take more than `limits.heldSpace`; absent: none. */
  readonly heldSpace?: readonly HeldStatus[];
}

/** What `rdump status --json` prints: a status, and where it is from, so that files of many hosts can be put side by side. */
export interface HostStatus extends Status {
  readonly host: string;
  /** The digest of the machine, as in marks; null when it is not known. */
  readonly machine: string | null;
  /** The version of rdump. */
  readonly rdump: string;
}
