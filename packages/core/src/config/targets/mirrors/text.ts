import type { KeepChoiceText } from "../../text/keep.ts";
import type { AbsolutePathText, DatasetText, EveryText } from "../../text/scalars.ts";
import type { ArchivesText } from "../archives/text.ts";
import type { ReplicaText } from "../replicas/text.ts";

/** A dataset that rsync keeps equal to the volume, snapshotted after each run. */
export interface DatasetMirrorText {
  dataset: DatasetText;
  /** How often. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** Which snapshots of the mirror stay. Default: all. */
  keep?: KeepChoiceText;
  /**
   * How rsync tells that a file changed: by size and time, or by reading both sides, which also finds a change that
   * kept both.
   *
   * @default times
   */
  compare?: "times" | "checksum";
  /** Archives of the mirror, from its snapshot of this run. */
  archives?: ArchivesText[];
  /** Replicas of the mirror, from its snapshot of this run. */
  replicas?: ReplicaText[];
}

/** A directory that rsync keeps equal to the volume: one current state, without a history. */
export interface DirectoryMirrorText {
  /** The directory. It must exist, and must be empty or have the mark of this owner. */
  path: AbsolutePathText;
  /**
   * The mount point that `path` is on: nothing is written unless it is mounted.
   *
   * @examples ["/mnt/usb"]
   */
  mount?: AbsolutePathText;
  /** How often. Default: `daily`. */
  every?: EveryText;
  /**
   * How rsync tells that a file changed: by size and time, or by reading both sides, which also finds a change that
   * kept both.
   *
   * @default times
   */
  compare?: "times" | "checksum";
}

/** Kept equal to the volume by rsync: a ZFS `dataset` with a history, or a `path` with one current state. */
export type MirrorText = DatasetMirrorText | DirectoryMirrorText;
