import type { EscapedName } from "../format/escape.ts";

/** `path` is relative to the tree's root and escaped; the root itself is "". A directory stands for all that is in it. */
export type Difference =
  | { readonly type: "added"; readonly path: EscapedName; readonly kind: string }
  | { readonly type: "removed"; readonly path: EscapedName; readonly kind: string }
  | { readonly type: "changed"; readonly path: EscapedName; readonly attributes: readonly string[] };
