import type { AbsolutePathText, SnapshotSizeText } from "../../text/scalars.ts";

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
