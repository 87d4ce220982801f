import type { EscapedName } from "../format/escape.ts";

/**
 * `modified`: the mtime of a file of the newer side, in seconds since 1970; absent for other kinds. `path` is relative to the root of the tree and escaped; the root itself is "". A directory includes all its content; `below` is the number of entries in a removed one, absent for none.
 */
export type Difference =
  | { readonly type: "added"; readonly path: EscapedName; readonly kind: string; readonly modified?: number }
  | { readonly type: "removed"; readonly path: EscapedName; readonly kind: string; readonly below?: number }
  | {
      readonly type: "changed";
      readonly path: EscapedName;
      readonly attributes: readonly string[];
      readonly modified?: number;
    };
