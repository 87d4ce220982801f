import type { KeepChoiceText } from "../../text/keep.ts";
import type { DatasetText, EveryText } from "../../text/scalars.ts";

/** A dataset that ZFS send and receive updates. */
export interface ReplicaText {
  dataset: DatasetText;
  /**
   * The host of the dataset, a name in `ssh`. Default: this host.
   *
   * @examples ["vaco.example"]
   */
  host?: string;
  /** Schedule. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** The snapshots of the replica to keep. Default: all. */
  keep?: KeepChoiceText;
}
