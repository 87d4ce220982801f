import type { DatasetText } from "../../text/scalars.ts";

/** A ZFS dataset. */
export interface ZfsSourceText {
  /** Backed up from a ZFS snapshot. */
  type: "zfs";
  dataset: DatasetText;
  /**
   * Each child dataset is a separate volume (`VOLUME/CHILD`), with a separate clone, surefile and archive.
   *
   * @default false
   */
  recursive?: boolean;
}
