import type { DatasetText } from "../../text/scalars.ts";

/** A ZFS dataset. */
export interface ZfsSourceText {
  /** Backed up from a ZFS snapshot. */
  type: "zfs";
  dataset: DatasetText;
  /**
   * The host of the dataset, a name in `ssh`: its snapshots are made there, and `replicas` fetch them. Files cannot be read
   * from another host, so the volume has no other targets than `snapshots` and `replicas`. Default: this host.
   *
   * @examples ["vaco.example"]
   */
  host?: string;
  /**
   * Each child dataset is a separate volume (`VOLUME/CHILD`), with a separate clone, surefile and archive.
   *
   * @default false
   */
  recursive?: boolean;
}
