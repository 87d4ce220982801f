import type { AbsolutePathText } from "../../text/scalars.ts";

/**
 * A file system that cannot be snapshotted (`mount`), or any directory (`path`): exactly one of the two.
 *
 * @minProperties 2
 * @maxProperties 2
 */
export interface PlainSourceText {
  /** Backed up as it is, without a snapshot. */
  type: "plain";
  /**
   * A mount point; when nothing is mounted there, the run stops.
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
