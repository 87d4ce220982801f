import type { AbsolutePathText, EveryText } from "../../text/scalars.ts";

/** A directory with a file for each archive. */
export interface DirectoryRepositoryText {
  /** The type of the repository. */
  type: "directory";
  /**
   * The directory, on a disk of this machine. Its parent must exist. Files in it that rdump did not make stay untouched.
   *
   * @examples ["/mnt/backup/archives"]
   */
  location: AbsolutePathText;
  /**
   * The format of the archives, each of them compressed by zstd: `tar` is GNU tar. `dump` stores a whole ext2, ext3 or ext4 of
   * a source on LVM, and `xfsdump` a whole XFS, both without excludes. `xfsdump` has no `levels`.
   */
  format: "tar" | "dump" | "xfsdump";
  /**
   * The level of zstd, from 1 (fast) to 19 (small).
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 19
   * @default 3
   */
  compression?: number;
  /** Incremental archives. Default: each archive is full. */
  levels?: {
    /** The first archive of each such period is full. The other archives contain the changes since the previous archive. */
    full: EveryText;
    /** The schedule of targets in this repository that declare no `every`. */
    incremental: EveryText;
  };
  /**
   * The ids of the directories on disks that alternate at the location, from their file `rdump-directory.json`. Each has its
   * own archives and schedule. Another directory at the location is refused. Default: there is one directory.
   *
   * @minItems 1
   */
  disks?: string[];
}
