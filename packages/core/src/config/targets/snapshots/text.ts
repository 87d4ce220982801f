import type { KeepChoiceText } from "../../text/keep.ts";
import type { EveryText } from "../../text/scalars.ts";

/** Snapshots in the pool of the source. */
export interface SnapshotsText {
  /** Schedule. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** The snapshots to keep. Default: all. */
  keep?: KeepChoiceText;
}
