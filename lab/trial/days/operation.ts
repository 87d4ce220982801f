/** A path below the root of the tree. Each character is one byte, so a name need not be UTF-8. */
export type Path = string;

/** The content of a file: `bytes` that follow from `seed`. */
export interface Content {
  readonly bytes: number;
  readonly seed: number;
}

/** One change of the tree. `time` is an mtime in seconds since 1970. */
export type Operation =
  | { readonly kind: "directory"; readonly path: Path }
  | { readonly kind: "write"; readonly path: Path; readonly content: Content; readonly time: number }
  | {
      readonly kind: "patch";
      readonly path: Path;
      readonly at: number;
      readonly content: Content;
      readonly time: number;
    }
  | { readonly kind: "rewrite-unseen"; readonly path: Path; readonly content: Content }
  | { readonly kind: "truncate"; readonly path: Path; readonly bytes: number; readonly time: number }
  | { readonly kind: "rename"; readonly from: Path; readonly to: Path }
  | { readonly kind: "remove"; readonly path: Path }
  | { readonly kind: "hard-link"; readonly path: Path; readonly to: Path }
  | { readonly kind: "symbolic-link"; readonly path: Path; readonly to: string }
  | { readonly kind: "fifo"; readonly path: Path }
  | {
      readonly kind: "device";
      readonly path: Path;
      readonly type: "b" | "c";
      readonly major: number;
      readonly minor: number;
    }
  | { readonly kind: "mode"; readonly path: Path; readonly mode: number }
  | { readonly kind: "owner"; readonly path: Path; readonly uid: number; readonly gid: number }
  | { readonly kind: "time"; readonly path: Path; readonly time: number }
  | { readonly kind: "attribute"; readonly path: Path; readonly name: string; readonly value: string | null }
  | { readonly kind: "acl"; readonly path: Path; readonly entries: string | null }
  | { readonly kind: "capability"; readonly path: Path; readonly value: string | null };
