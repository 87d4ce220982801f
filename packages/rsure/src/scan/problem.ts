import type { EscapedName } from "../format/escape.ts";

/** The operation on an entry: `list` is a directory's content, `read` a file's, `look` the attributes. */
export type Doing = "list" | "read" | "look" | "link" | "xattrs" | "kind" | "hash";

/**
 * Something in the tree that could not be recorded in full. `path` is relative to the tree's root and escaped, `code` the
 * system's (`EACCES`, `EIO`); doing `kind` with code `CHANGED` is an entry that became a directory while it was looked at;
 * `hash` with code `SPARSE` a file that was not read because nearly all of it is holes.
 */
export interface Problem {
  readonly path: EscapedName;
  readonly doing: Doing;
  readonly code: string;
}
