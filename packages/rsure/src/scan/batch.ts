import type { EscapedName } from "../format/escape.ts";
import type { Doing } from "./problem.ts";

/** What is read of every file besides its attributes. */
export interface Settings {
  readonly digests: readonly Digest[];
  readonly xattrs: boolean;
  /** Larger files are not read. */
  readonly largest: number;
  /** The file system gives an inode number to one file alone, and a changed file another ctime. */
  readonly stableInodes: boolean;
  /** A recorded ctime (seconds since 1970) below this proves an unchanged file unchanged; `-Infinity`: none does. */
  readonly trustedBefore: number;
  /** Slices whose files are hashed again; absent: none. */
  readonly scrub?: Slices | undefined;
  /** The names of files with several hard links are returned too. */
  readonly links?: boolean | undefined;
}

/** Slices of the tree, in a ring: the next ones are those that waited longest. */
export interface Slices {
  readonly first: number;
  readonly count: number;
}

export type Digest = "sha1" | "sha256";

/**
 * Entries of one directory that are no directories themselves, sorted. Names and lines are joined into one string each,
 * because that is what passes between threads at no cost.
 */
export interface FilesPart {
  /** The directory, by its open descriptor. */
  readonly directory: string;
  /** Which of the walk's directories it is. Its path, which may be very long, stays with the walk. */
  readonly at: number;
  /** Joined by `/`. */
  readonly names: string;
  /**
   * A letter for each name: `f` when the directory says that it is a regular file, `s` when its content is not read, else
   * `o`.
   */
  readonly types: string;
  /** Lines that the base revision has for these and perhaps for other files, sorted, each with its LF; empty: none. */
  readonly known: string;
}

/** A stretch of the tree's text: finished lines, and entries that are yet to become lines. */
export type Part = string | FilesPart;

export interface Batch {
  readonly parts: readonly Part[];
  /** Whether this is a single large file, which is then read here and not put off. */
  readonly alone: boolean;
}

/** A problem with an entry; `at` as in its part. */
export interface EntryProblem {
  readonly at: number;
  readonly name: EscapedName;
  readonly doing: Doing;
  readonly code: string;
}

/** A name of a file with several hard links; `at` as in its part. */
export interface LinkedName {
  readonly at: number;
  readonly name: EscapedName;
  readonly ino: number;
}

/** The text of a batch with holes: each large file stands between two pieces, and is read as a batch of its own. */
export interface BatchResult {
  /** `undefined` when nothing is new in it: its text is what the batch has as text and as known lines. */
  readonly pieces: readonly string[] | undefined;
  readonly large: readonly FilesPart[];
  readonly problems: readonly EntryProblem[];
  /** Empty unless `Settings.links`. */
  readonly links: readonly LinkedName[];
  readonly files: number;
  /** Bytes that were read. */
  readonly bytes: number;
}
