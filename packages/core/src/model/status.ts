import type { Address } from "./address.ts";
import type { Drift } from "./drift.ts";
import type { UpkeepKind } from "./history.ts";
import type { Forgotten } from "./plan.ts";
import type { Shrinkage } from "./shrinkage.ts";

/** The state of a group, the worst first. */
export type GroupState = "unknown" | "overdue" | "incomplete" | "due" | "ok";

export interface GroupStatus {
  readonly address: Address;
  readonly state: GroupState;
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
  /** The slot that needs a point now. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** Why its points cannot be listed or made; null without an obstacle. */
  readonly obstacle: string | null;
}

/**
 * The state of one kind of upkeep, the worst first. `idle`: the repository does not exist yet, or the upkeep would have
 * no effect.
 */
export type UpkeepState = "unknown" | "failed" | "overdue" | "due" | "idle" | "ok";

export interface UpkeepStatus {
  /** The repository's. */
  readonly address: Address;
  readonly kind: UpkeepKind;
  readonly state: UpkeepState;
  /** The newest successful one; `freed` in bytes, null if unknown. */
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

/** The state of everything that a config declares, as `rdump status` prints it. */
export interface Status {
  readonly formatVersion: 1;
  readonly owner: string;
  readonly asOf: string;
  readonly groups: readonly GroupStatus[];
  /** The declared upkeep of repositories. */
  readonly upkeep: readonly UpkeepStatus[];
  readonly forgotten: readonly Forgotten[];
  /** What differs from what runs made, and no run caused. */
  readonly drift: readonly Drift[];
  /** Sources that lost too many files: deletions in their volumes require confirmation. */
  readonly shrunken: readonly Shrinkage[];
}
