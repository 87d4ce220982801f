import type { AbsolutePathText, SnapshotSizeText } from "../../text/scalars.ts";

/** ext2, ext3, ext4 or XFS on a logical volume. */
export interface LvmSourceText {
  /** Backed up from an LVM snapshot. */
  type: "lvm";
  /** The volume group. */
  vg: string;
  /** The logical volume. */
  lv: string;
  /** The mount point. */
  mount: AbsolutePathText;
  /** The size of the snapshot; not used for a thin volume. */
  snapshotSize?: SnapshotSizeText;
}
