import type { ReadIo } from "../io/capability.ts";
import type { Instant } from "../model/instant.ts";
import type { Integrity } from "../model/volume.ts";

/** A tree that can have a surefile at its root. */
export interface RecordedTree {
  readonly directory: string;
  readonly integrity: Integrity;
}

export interface RecordedRevision {
  readonly number: number;
  /** As `stampOf` of the time of its run. */
  readonly name: string;
  /** The volume that it was made for; null: unknown. */
  readonly volume: string | null;
  readonly time: Instant;
}

/** `why`: the revisions are not known, in a sentence. */
export type RecordedRevisions = { readonly revisions: readonly RecordedRevision[] } | { readonly why: string };

/** Which entries of a tree. */
export interface EntryWish {
  /** Null: of all revisions. */
  readonly revision: number | null;
  /** From the root of the tree; empty: the root itself. */
  readonly below: string;
  /** How many levels below it; null: all. */
  readonly depth: number | null;
  /** The name contains this. */
  readonly name: string;
}

/** A path of a surefile as text. `bytes`: the path with each byte that is not plain as `=xx`, if it is not UTF-8. */
export interface RecordedPath {
  readonly path: string;
  readonly bytes?: string;
}

/** How an entry was in some consecutive revisions. */
export interface RecordedVersion {
  /** The first revision that has it, and the first one behind it that does not; null: all later ones have it. */
  readonly from: number;
  readonly until: number | null;
  /** The attributes that differ from those of the version right before it; null: the revision before lacks the entry. */
  readonly changed: readonly string[] | null;
  /** `file`, `dir`, `lnk`, `fifo`, `sock`, `chr` or `blk`. */
  readonly kind: string;
  /** Of a file, in bytes. */
  readonly size: number | null;
  /** Of a file: its modification. */
  readonly modified: Instant | null;
  /** Permission bits. */
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  /** Of a symbolic link. */
  readonly target: string | null;
}

export interface RecordedEntry extends RecordedPath {
  readonly versions: readonly RecordedVersion[];
}

export interface RecordedDifference extends RecordedPath {
  readonly type: "added" | "removed" | "changed";
  /** Null for `changed`. */
  readonly kind: string | null;
  readonly attributes: readonly string[];
}

/** Reads what was recorded about a tree, by queries alone. */
export interface RecordsRole {
  revisions(tree: RecordedTree, io: ReadIo): Promise<RecordedRevisions>;
  /** In no order; an entry can come twice, with different versions. Throws a `Failure`. */
  entries(tree: RecordedTree, wish: EntryWish, io: ReadIo): Promise<readonly RecordedEntry[]>;
  /** Between two revisions, by their numbers. A directory includes all its content. Throws a `Failure`. */
  differences(
    tree: RecordedTree,
    numbers: readonly [number, number],
    io: ReadIo,
  ): Promise<readonly RecordedDifference[]>;
}
