import type { Attributes } from "../naming/settings.ts";

export type MomentDataset = {
  readonly volume: string;
  readonly dataset: string;
  readonly guid: string;
  /** It stays as a point; else it goes with the run. */
  readonly keeps: boolean;
};

/** The snapshots of one pool with the same moment. */
export type MomentInput = {
  readonly owner: string;
  readonly pool: string;
  /** Of the pool, a name in `ssh` of the config; absent: this host. */
  readonly host?: string;
  /** Sorted. */
  readonly datasets: readonly MomentDataset[];
};

/** A mirror's dataset, or its snapshot of this run, at a place of rdump's own. */
export type MountInput = {
  readonly dataset: string;
  readonly what: "dataset" | "point";
  /** The dataset's mountpoint property is `legacy`. */
  readonly legacy: boolean;
  readonly path: string;
  readonly scratch: string;
};

/** An existing snapshot that is read. `guid` null: any snapshot of this name. */
export type ReadPointInput = {
  readonly dataset: string;
  /** The part of the name after the `@`. */
  readonly snapshot: string;
  readonly guid: string | null;
  readonly path: string;
  readonly scratch: string;
};

/** A declared clone during its last check before it is replaced. */
export type ReadOnlyInput = { readonly dataset: string; readonly guid: string };

/** The README of a companion, for its readers. */
export type ReadmeInput = {
  readonly dataset: string;
  /** Where the volume is mounted. */
  readonly root: string;
  readonly surefile: string;
};

/** A writable clone of a volume's snapshot, which is scanned and read. */
export type ScanInput = {
  readonly owner: string;
  /** The source. */
  readonly dataset: string;
  /** Its snapshot stays as a point. */
  readonly keeps: boolean;
  readonly parent: string;
  readonly makesParent: boolean;
  /** As in the source; null if it is not created. */
  readonly attributes: Attributes | null;
  /** The clone's own. */
  readonly name: string;
  readonly path: string;
  readonly scratch: string;
};
