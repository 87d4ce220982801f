import type { Completeness } from "./point.ts";

/** A path from the root of a volume. `bytes`: with each byte that is not plain as `=xx`, if the path is not UTF-8. */
export interface PathText {
  readonly path: string;
  readonly bytes?: string;
}

/** The path of `bytes`, one character for each byte. */
export function unescapedPath(bytes: string): string {
  return bytes.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A point whose files are listed. */
export interface NamedState {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly time: string;
  readonly state: Completeness;
}

export interface EntryFacts {
  /** `file`, `dir`, `lnk`, `fifo`, `sock`, `chr` or `blk`. */
  readonly kind: string;
  /** Of a file, in bytes. */
  readonly size: number | null;
  /** Of a file, as ISO 8601. */
  readonly modified: string | null;
  /** Permission bits. */
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  /** Of a symbolic link. */
  readonly target: string | null;
}

/** `ls --json`. */
export interface ListOutput {
  readonly formatVersion: 1;
  readonly volume: string;
  readonly point: NamedState;
  /** From the root of the volume; empty: the root. */
  readonly path: string;
  /** Sorted by path. */
  readonly entries: readonly (PathText & EntryFacts)[];
}

/** `find --json`. */
export interface FindOutput {
  readonly formatVersion: 1;
  readonly pattern: string;
  readonly volumes: readonly FoundVolume[];
}

export interface FoundVolume {
  readonly volume: string;
  /** Why nothing is known about the volume; null: it is recorded. */
  readonly problem: string | null;
  /** The recorded runs, oldest first, and the points of each, as ADDRESS@NAME. */
  readonly revisions: readonly { readonly name: string; readonly time: string; readonly points: readonly string[] }[];
  /** Points whose files are not recorded, as ADDRESS@NAME. */
  readonly notRecorded: readonly string[];
  /** Sorted by path. */
  readonly entries: readonly FoundEntry[];
}

export interface FoundEntry extends PathText {
  /** The config excludes it now, so no point has it. */
  readonly excluded: boolean;
  /** The oldest first. */
  readonly versions: readonly FoundVersion[];
}

/** How an entry was in consecutive revisions, by their names. */
export interface FoundVersion extends EntryFacts {
  readonly from: string;
  /** The first revision that does not have it; null: all later ones have it. */
  readonly until: string | null;
  /** The attributes that differ from those of the version right before it; null: the revision before lacks the entry. */
  readonly changed: readonly string[] | null;
}

/** `diff --json`. */
export interface DiffOutput {
  readonly formatVersion: 1;
  readonly volume: string;
  readonly older: NamedState;
  readonly newer: NamedState;
  /** Only this path and the entries below it; empty: all. */
  readonly path: string;
  /** In the order of a walk. A directory that was added or removed includes all its content. */
  readonly differences: readonly FoundDifference[];
}

export interface FoundDifference extends PathText {
  readonly type: "added" | "removed" | "changed";
  /** Null for `changed`. */
  readonly kind: string | null;
  /** The attributes that differ, for `changed`. */
  readonly attributes: readonly string[];
}
