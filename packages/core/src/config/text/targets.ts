import type { KeepChoiceText } from "./keep.ts";
import type { AbsolutePathText, DatasetText, EveryText } from "./scalars.ts";

/** Snapshots that stay on the source's own pool. */
export interface SnapshotsText {
  /** How often. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** Which snapshots stay. Default: all. */
  keep?: KeepChoiceText;
}

/** Archives of the volume in a repository. */
export interface ArchivesText {
  /** The name of one of `repositories`. */
  repository: string;
  /** How often. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** Which archives stay. Default: all. */
  keep?: KeepChoiceText;
}

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

/** A dataset kept by ZFS send and receive. */
export interface ReplicaText {
  dataset: DatasetText;
  /**
   * The host that it is on, one of `ssh`. Default: this one.
   *
   * @examples ["vaco.example"]
   */
  host?: string;
  /** How often. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** Which snapshots of the replica stay. Default: all. */
  keep?: KeepChoiceText;
}

/** A writable clone of the newest snapshot. */
export interface CloneText {
  dataset: DatasetText;
  /** Schedule of the renewal. Default: `daily`. */
  every?: EveryText;
  /**
   * What to do with a clone that somebody changed: `ask` reports it overdue, with the command; `discard` throws the
   * changes away.
   *
   * @default ask
   */
  renew?: "ask" | "discard";
}
