/** A program to run. `accepts`: exit statuses that mean success with a warning; 0 always counts. */
export interface Call {
  readonly argv: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
  readonly accepts?: readonly number[];
}

export interface Places {
  /** The mounted file system whose root is the tree. */
  readonly source: string;
  /** Its block device; null where the tree is in an ordinary directory. */
  readonly device: string | null;
  /** The backups, and nothing else. */
  readonly store: string;
  /** State and caches of the tool. */
  readonly state: string;
}

/** One way to keep a tree every day. Days count from 0, the full backup. */
export interface Archiver {
  readonly name: string;
  /** How the tool is used, for the table. */
  readonly mode: string;
  readonly programs: readonly [string, ...string[]];
  /** Prints the version. */
  readonly version: readonly [string, ...string[]];
  readonly fileSystem: "any" | "ext4" | "xfs";
  prepare(places: Places): readonly Call[];
  keep(places: Places, day: number): readonly Call[];
  /** `into` is an empty directory. `last` is the last day that was kept. */
  restore(places: Places, day: number, into: string, last: number): readonly Call[];
  /** Files that a restore leaves in the tree beside the content. */
  readonly remains?: readonly string[];
}

/** Days 0 to `day`. */
export function daysUntil(day: number): readonly number[] {
  return Array.from({ length: day + 1 }, (_, index) => index);
}
