import type { FinishedNote, RestoreOrder } from "@rdump/core/provider";

export type StageInput = {
  /** The destination of the restore. */
  readonly to: string;
  /** The closed directory of this restore. */
  readonly staging: string;
  readonly order: RestoreOrder;
  /** Of a restore of all volumes; as in `PlaceRequest`. */
  readonly whole?: WholeInput;
};

export type WholeInput = { readonly target: string; readonly outermost?: string };

export type PlaceInput = Omit<StageInput, "whole"> & {
  /** Relative to the destination; as in `RestorePlace`. */
  readonly mounts?: readonly string[];
  /** Paths of the order that exist there and are replaced. */
  readonly overwrite: readonly string[];
};

export type CopyOutInput = {
  /** The root of the tree that is read. */
  readonly from: string;
  /** It is a mount of this run. */
  readonly mounted: boolean;
  /** Not all of the source may be read by everybody. */
  readonly root: boolean;
  readonly to: string;
  /** From the root of the tree; empty: everything. */
  readonly paths: readonly string[];
  /** The tree is one that this run opened, and is verified; else it is in the closed directory. */
  readonly opened: boolean;
  /** Only the attributes of the root of the tree are copied. */
  readonly rootOnly: boolean;
  /** The caller is root: attributes of all kinds can be restored. Absent: only those of users. */
  readonly asRoot?: true;
};

/** A directory for trees that are compared and then removed. */
export type ProvingInput = {
  /** The existing directory that it is made in. */
  readonly parent: string;
};

export type FinishInput = {
  readonly to: string;
  readonly staging: string;
  /** The directory for files of the run. */
  readonly runFiles: string;
  /** Of a restore of all volumes: written before the removal. */
  readonly note?: FinishedNote;
  /** The closed directory stays, with its order and its note. */
  readonly keep?: true;
};
