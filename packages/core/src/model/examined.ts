import type { Address } from "./address.ts";

/** One entry of a target that changed after the run that made it. */
export interface Alteration {
  /** From the root of the tree, with other bytes than UTF-8 replaced. */
  readonly path: string;
  /** `missing` and `extra` as seen in the target; `touched`: changed, created, or with entries added or removed; by the revision, with the same metadata. */
  readonly kind: "missing" | "extra" | "changed" | "touched";
  /** What differs, as messages name it: `mode`, `size`. */
  readonly attributes: readonly string[];
}

/** What changed in a target since the run that made its point. */
export interface Examined {
  readonly address: Address;
  /** The time of the point: its last comparison with the source, `2026-11-22T20:06:40Z`. */
  readonly compared: string;
  /** The first alterations, by path. */
  readonly alterations: readonly Alteration[];
  /** How many there are. */
  readonly count: number;
  /** There are more than were counted. */
  readonly isCut: boolean;
  /** `revision`: with the integrity data of the run; `times`: only by the times of changes in the target. */
  readonly by: "revision" | "times";
  /** Why nothing could be found out; null: it could. */
  readonly problem: string | null;
}
