import type { AbsolutePathText } from "../../text/scalars.ts";

/**
 * A file system that cannot be snapshotted (`mount`), or any directory (`path`): exactly one of the two.
 *
 * @minProperties 2
 * @maxProperties 2
 */
export interface PlainSourceText {
  /** Backed up from the live file system, without a snapshot. */
  type: "plain";
  /**
   * A mount point. The volume is not backed up unless a file system is mounted there.
   *
   * @examples ["/boot"]
   */
  mount?: AbsolutePathText;
  /**
   * Any directory, mounted or not.
   *
   * @examples ["/etc"]
   */
  path?: AbsolutePathText;
}
