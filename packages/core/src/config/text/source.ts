import type { AbsolutePathText, DatasetText, SnapshotSizeText } from "./scalars.ts";

/**
 * A file system that cannot be snapshotted (`mount`), or any directory (`path`): exactly one of the two.
 *
 * @minProperties 2
 * @maxProperties 2
 */
export interface PlainSourceText {
  /** Backed up as it is, without a snapshot. */
  type: "plain";
  /**
   * A mount point; when nothing is mounted there, the run stops.
   *
   * @examples ["/boot"]
   */
  mount?: AbsolutePathText;
  /**
   * Any directory, mounted or not.
   *
   * @examples ["/etc"]
   */
  path?: AbsolutePathText;
}

/** ext4 or XFS on a logical volume. */
export interface LvmSourceText {
  /** Backed up from an LVM snapshot. */
  type: "lvm";
  /** The volume group. */
  vg: string;
  /** The logical volume. */
  lv: string;
  /** Where it is mounted. */
  mount: AbsolutePathText;
  /** How much space the snapshot may take; left out for a thin volume. */
  snapshotSize?: SnapshotSizeText;
}

/** A ZFS dataset. */
export interface ZfsSourceText {
  /** Backed up from a ZFS snapshot. */
  type: "zfs";
  dataset: DatasetText;
  /**
   * Whether each child is a volume of its own (`VOLUME/CHILD`), with its own clone, surefile and archive.
   *
   * @default false
   */
  recursive?: boolean;
}

/** What is backed up. */
export type SourceText = PlainSourceText | LvmSourceText | ZfsSourceText;
