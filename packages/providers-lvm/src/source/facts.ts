import type { FileSystem } from "../commands.ts";

/** The assumptions of a plan about a logical volume. */
export type LvmFacts = {
  readonly uuid: string;
  readonly type: FileSystem;
  /** The room that a classic snapshot gets, in bytes, whole extents; null: the snapshot is a thin one. */
  readonly snapshotBytes: number | null;
};
