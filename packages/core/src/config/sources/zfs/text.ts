import type { DatasetText } from "../../text/scalars.ts";

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
