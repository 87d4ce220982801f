import type { KeepChoiceText } from "../../text/keep.ts";
import type { EveryText } from "../../text/scalars.ts";

/** Archives of the volume in a repository. */
export interface ArchivesText {
  /** The name of one of `repositories`. */
  repository: string;
  /** How often. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** Which archives stay. Default: all. */
  keep?: KeepChoiceText;
}
