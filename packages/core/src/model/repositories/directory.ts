import type { Every } from "../every.ts";
import type { Levels } from "../levels.ts";

/** Archives as files in a directory of this machine, defaults filled in. */
export interface DirectoryRepository {
  readonly type: "directory";
  readonly name: string;
  /** A path. */
  readonly location: string;
  /** The program that makes the archives. */
  readonly format: "tar" | "dump" | "xfsdump";
  /** The level of zstd. */
  readonly compression: number;
  /** Absent: each archive is full. */
  readonly levels?: Levels;
  /** The ids of the directories that alternate at the location, sorted; absent: there is one. */
  readonly disks?: readonly string[];
  /** Never: an archive is compared with its digest before each use. */
  readonly check: Every | null;
  /** Never: the files of a deleted archive are removed at once. */
  readonly compact: Every | null;
  readonly compactAfterDeletions?: true;
}
