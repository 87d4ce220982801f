import type { EscapedName } from "./escape.ts";

export type Kind = "dir" | "file" | "lnk" | "fifo" | "sock" | "chr" | "blk";

/**
 * The attributes of an entry, as the surefile has them: decimal numbers, lower-case hexadecimal digests, escaped link
 * targets. The object has no prototype; keys come in the surefile's order, unknown ones included.
 *
 * All kinds have uid, gid, kind and perm (mode without the type bits). file: ino, size, mtime, ctime (whole seconds),
 * sha1 (absent when it could not be read). lnk: targ. chr, blk: devmaj, devmin.
 */
export type Attributes = { readonly [key: string]: string };

/**
 * A tree as a flat sequence. `enter` opens a directory, whose subdirectories follow, each whole; then `files`; then its
 * other entries; then `leave`. The root's name is `__root__`. Siblings are sorted by the bytes of their names.
 */
export type SureNode =
  | { readonly type: "enter"; readonly name: EscapedName; readonly attributes: Attributes }
  | { readonly type: "files" }
  | { readonly type: "file"; readonly name: EscapedName; readonly attributes: Attributes }
  | { readonly type: "leave" };

export const ROOT_NAME = "__root__";

/** The two lines that open the text of every revision. */
export const PREAMBLE = ["asure-2.0", "-----"] as const;
