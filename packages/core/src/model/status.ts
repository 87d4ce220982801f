import type { Address } from "./address.ts";
import type { UpkeepKind } from "./history.ts";
import type { Forgotten } from "./plan.ts";
import type { Shrinkage } from "./shrinkage.ts";

/** How a group stands, worst first. */
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
  /** The slot that needs a point now. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** Why it cannot be seen, or cannot be made; null when nothing is in the way. */
  readonly obstacle: string | null;
}

/** How one kind of upkeep stands, worst first. `idle`: there is nothing to do it on, or it would have no effect. */
export type UpkeepState = "unknown" | "failed" | "overdue" | "due" | "idle" | "ok";

export interface UpkeepStatus {
  /** The repository's. */
  readonly address: Address;
  readonly kind: UpkeepKind;
  readonly state: UpkeepState;
  /** The newest that was done; `freed` in bytes, null when that was not told. */
  readonly last: { readonly run: string; readonly time: string; readonly freed: number | null } | null;
  /** Seconds since then; null when it never was. */
  readonly age: number | null;
  /** The slot that it should be done in. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** The newest that failed, when none was done since. */
  readonly failure: {
    readonly run: string;
    readonly time: string;
    readonly code: string;
    readonly summary: string;
  } | null;
  /** Why it is not known or not done; null when nothing is in the way. */
  readonly obstacle: string | null;
}

/** How everything that a config declares stands: what `rdump status` prints. */
export interface Status {
  readonly formatVersion: 1;
  readonly owner: string;
  readonly asOf: string;
  readonly groups: readonly GroupStatus[];
  /** The declared upkeep of repositories. */
  readonly upkeep: readonly UpkeepStatus[];
  readonly forgotten: readonly Forgotten[];
  /** Sources that lost too much: nothing of their volumes expires without permission. */
  readonly shrunken: readonly Shrinkage[];
}
