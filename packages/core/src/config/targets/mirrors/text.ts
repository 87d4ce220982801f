import type { KeepChoiceText } from "../../text/keep.ts";
import type { AbsolutePathText, DatasetText, DurationText, EveryText } from "../../text/scalars.ts";
import type { ArchivesText } from "../archives/text.ts";
import type { ReplicaText } from "../replicas/text.ts";

/** A dataset that rsync keeps equal to the volume, with a snapshot after each run. */
export interface DatasetMirrorText {
  dataset: DatasetText;
  /** Schedule. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** The snapshots of the mirror to keep. Default: all. */
  keep?: KeepChoiceText;
  /**
   * How rsync detects a changed file: by size and time, or by its checksum, which also finds changes that keep size and
   * time.
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
  /**
   * The directory. It must be empty or have the mark of this owner. Below a declared `mount`, a run creates it; elsewhere it
   * must exist.
   */
  path: AbsolutePathText;
  /**
   * The mount point of `path`. Nothing is written unless a file system is mounted there.
   *
   * @examples ["/mnt/usb"]
   */
  mount?: AbsolutePathText;
  /**
   * The UUIDs of the file systems on disks that alternate at `mount`, as `lsblk --fs` shows them. Each has its own
   * mirror. Another file system there is refused. Default: any file system.
   *
   * @minItems 1
   * @examples [["5f0ac7b0-0d6c-4d0e-9f0c-0f3f5c0f4a11", "0b7e3f5c-92f5-4a51-8d3e-8d0f7a1c2b33"]]
   */
  disks?: string[];
  /**
   * Whether the disk at `mount` is always connected. A run without an `optional` disk is no failure until the mirror is due
   * for longer than `grace`.
   *
   * @default required
   */
  presence?: "required" | "optional";
  /**
   * How long the mirror can be due while its optional disk is not connected. Default: one slot of its schedule.
   *
   * @examples ["7d"]
   */
  grace?: DurationText;
  /**
   * Uses a directory that has files already, for example a copy that another program made. The copy replaces and deletes
   * files there, within `limits.shrink`. A plan shows them.
   *
   * @default false
   */
  adopt?: boolean;
  /** Schedule. Default: `daily`. */
  every?: EveryText;
  /**
   * How rsync detects a changed file: by size and time, or by its checksum, which also finds changes that keep size and
   * time.
   *
   * @default times
   */
  compare?: "times" | "checksum";
}

/** Kept equal to the volume by rsync: a ZFS `dataset` with a history, or a `path` with one current state. */
export type MirrorText = DatasetMirrorText | DirectoryMirrorText;
