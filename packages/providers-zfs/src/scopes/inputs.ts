import type { Attributes } from "../naming/settings.ts";

export type MomentDataset = {
  readonly volume: string;
  readonly dataset: string;
  readonly guid: string;
  /** It stays as a point; else it goes with the run. */
  readonly keeps: boolean;
};

/** The snapshots of one pool that stand for one moment. */
export type MomentInput = {
  readonly owner: string;
  readonly pool: string;
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

/** A declared clone while it is looked at for the last time before it gives way. */
export type ReadOnlyInput = { readonly dataset: string; readonly guid: string };

/** What a companion is to hold beside the integrity data: a word to whoever finds it. */
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
  /** As the source has them; null where nobody creates it. */
  readonly attributes: Attributes | null;
  /** The clone's own. */
  readonly name: string;
  readonly path: string;
  readonly scratch: string;
};
