import type { Address } from "./address.ts";
import type { Instant } from "./instant.ts";
import type { ReadFrom } from "./read-from.ts";

/** The owner in the mark of a point. `Ownership` says which marks a config treats as its own. */
export interface Mark {
  readonly owner: string;
  readonly volume: string;
  /** A digest of the machine that made the point; null in marks of version 0.1. */
  readonly machine: string | null;
  readonly run: string;
}

/**
 * The completeness of a point. `complete`: all files. `incomplete`: some files are missing, and the run named them;
 * everything else can be restored. `invalid`: it was not finished or not checked, or its tree was not the volume.
 */
export type Completeness = "complete" | "incomplete" | "invalid";

/** One kept state of a volume in one place, as it was observed. */
export interface Point {
  /** The identity that the tool gave it: an archive's id, a ZFS guid. Names can be used again, identities cannot. */
  readonly id: string;
  readonly name: string;
  readonly time: Instant;
  /** The run that made the point, from its mark. */
  readonly run: string;
  /** The machine that made the point, from its mark; null or absent in marks of version 0.1. */
  readonly machine?: string | null;
  /** Only a complete point fills a slot. */
  readonly state: Completeness;
  /** The reasons to keep the point against all rules (a hold, a clone that depends on it); empty: none. */
  readonly held: readonly string[];
  /** The id of the base of an incremental point, which is needed to restore it. Absent: the point is full. */
  readonly base?: string;
  /** What it is a state of, where the next point can be a difference to it; absent: not known. */
  readonly readFrom?: ReadFrom;
  /** The config declares the point as own (`adopted`): rdump did not make it, and it has no mark. */
  readonly adopted?: true;
  /** Incomplete because of its source: the source had lost files, or another disk was in its place, and that was not accepted. */
  readonly doubtful?: true;
  /** The groups of this config that depend on the point, sorted. A group releases it when the group gets a new point. */
  readonly heldBy?: readonly Address[];
  /** Only replicas keep it from being destroyed. Only where `limits.heldSpace` is declared. */
  readonly heldSpace?: HeldSpace;
}

/** What a point takes that only replicas need. */
export interface HeldSpace {
  /** The pool, with its host. */
  readonly place: string;
  /** What its destruction would free at least. */
  readonly bytes: number;
  /** The commands that end the holds of rdump by hand. */
  readonly releases: readonly string[];
}

/** How a plan refers to a point that exists. */
export interface PointRef {
  readonly id: string;
  readonly name: string;
  readonly time: Instant;
  /** As in `Point`. */
  readonly adopted?: true;
}

/** Oldest first; points of one instant by name, independent of the order of discovery. */
export function byAge(a: PointRef, b: PointRef): number {
  return a.time - b.time || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
