import type { KeepChoiceText } from "../../text/keep.ts";
import type { EveryText } from "../../text/scalars.ts";

/** Snapshots that stay on the source's own pool. */
export interface SnapshotsText {
  /** How often. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** Which snapshots stay. Default: all. */
  keep?: KeepChoiceText;
}
