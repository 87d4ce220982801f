import type { KeepChoiceText } from "../../text/keep.ts";
import type { DatasetText, EveryText } from "../../text/scalars.ts";

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
