import type { KeepChoiceText } from "../../text/keep.ts";
import type { EveryText } from "../../text/scalars.ts";

/** Archives of the volume in a repository. */
export interface ArchivesText {
  /** A name in `repositories`. */
  repository: string;
  /** Schedule. Default: `levels.incremental` of the repository, else the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** The archives to keep. Default: all. */
  keep?: KeepChoiceText;
}
