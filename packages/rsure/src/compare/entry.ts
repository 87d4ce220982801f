import type { EscapedName } from "../format/escape.ts";
import type { Kind } from "../format/node.ts";
import type { PlacedName } from "./directory.ts";

/** The metadata of one entry of a tree. An attribute that its kind does not have, or that is ignored, is "". */
export interface MetadataEntry extends PlacedName {
  readonly kind: Kind;
  readonly perm: string;
  readonly uid: string;
  readonly gid: string;
  readonly size: string;
  /** Whole seconds, in units of the window. */
  readonly mtime: string;
  readonly targ: EscapedName;
  /** Of a file; NaN for others. */
  readonly ino: number;
}

export const COMPARED = ["kind", "perm", "uid", "gid", "size", "mtime", "targ"] as const;

export function textOfEntry({ id, kind, perm, uid, gid, size, mtime, targ }: MetadataEntry): string {
  return `${id} ${kind} ${perm} ${uid} ${gid} ${size} ${mtime} ${targ}`;
}

export interface MetadataOptions {
  /** `perm`, `uid`, `gid`, `mtime`, or `links`: which names are one file. */
  readonly ignored: ReadonlySet<string>;
  /** In seconds: times are the same if they are in the same period of this length. */
  readonly window: number;
}
