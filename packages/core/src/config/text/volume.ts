import type { SourceText } from "../sources/text.ts";
import type { ArchivesText } from "../targets/archives/text.ts";
import type { CloneText } from "../targets/clones/text.ts";
import type { MirrorText } from "../targets/mirrors/text.ts";
import type { ReplicaText } from "../targets/replicas/text.ts";
import type { SnapshotsText } from "../targets/snapshots/text.ts";
import type { VolumeLimitsText } from "./limits.ts";
import type { EveryText } from "./scalars.ts";

/** One volume to back up. */
export interface VolumeText {
  source: SourceText;
  /**
   * Excluded files and directories, with everything below them. With a `/`: a path from the root of the volume.
   * Without: a name at any depth. `*`, `?` and `[...]` match within a name, `**` any number of directories.
   *
   * @examples [["var/cache", "*.tmp"]]
   */
  exclude?: string[];
  /**
   * Excludes directories that contain a CACHEDIR.TAG.
   *
   * @default false
   */
  excludeCaches?: boolean;
  /** The integrity data that proves a restore. On by default; `false` turns it off. */
  integrity?: boolean | IntegrityText;
  /**
   * The archives contain the record of the machine: partition tables, LVM, ZFS, and this config without secrets. Default: the
   * volume that is mounted at `/` has it.
   */
  machineRecord?: boolean;
  snapshots?: SnapshotsText;
  /** Archives of the volume in repositories. */
  archives?: ArchivesText[];
  /** Datasets and directories that rsync keeps equal to the volume. */
  mirrors?: MirrorText[];
  /** Datasets that ZFS send and receive updates. */
  replicas?: ReplicaText[];
  /** Writable clones that are renewed. */
  clones?: CloneText[];
  limits?: VolumeLimitsText;
  hooks?: HooksText;
  /** Proofs, each of the newest point of one target. */
  verify?: VerifyText[];
}

/** Settings of the integrity data. */
export interface IntegrityText {
  /**
   * The path of the surefile, from the root of the volume.
   *
   * @default 2sure.dat.gz
   */
  surefile?: string;
  /**
   * The hash of each file.
   *
   * @default sha1
   */
  hash?: "sha1" | "sha256";
  /**
   * Records extended attributes and ACLs too.
   *
   * @default false
   */
  xattrs?: boolean;
  /**
   * Files larger than this are recorded without a hash. A number and a unit. Default: every file is hashed.
   *
   * @examples ["500 GiB"]
   */
  largest?: string;
  /**
   * Only ZFS: makes an additional snapshot `NAME-rsure` with the integrity data of the snapshot `NAME`.
   *
   * @default false
   */
  snapshot?: boolean;
  /** Schedule of the scan. Default: the finest schedule of the archives, mirrors and replicas. */
  every?: EveryText;
  /** Hashes files again that did not change, to find files that decay on the disk. Default: no. */
  scrub?: ScrubText;
}

/** Each scan hashes a part of the files again: those that were not hashed for the longest time. */
export interface ScrubText {
  /**
   * The period in which each file is hashed once.
   *
   * @default 30d
   */
  every?: EveryText;
}

/** Commands before and after the snapshot. No shell runs them. */
export interface HooksText {
  /**
   * A command and its arguments, each an item of the list. It runs before the snapshot. If it fails, the volume is not
   * backed up.
   *
   * @minItems 1
   * @examples [["systemctl", "stop", "indexer"]]
   */
  before?: string[];
  /**
   * A command and its arguments, each an item of the list. It always runs after the snapshot.
   *
   * @minItems 1
   * @examples [["systemctl", "start", "indexer"]]
   */
  after?: string[];
}

/** A proof: a point is restored or read, and compared with the integrity data. */
export interface VerifyText {
  every: EveryText;
  /** The target to restore from: a repository, dataset or path of a target of this volume. */
  from: string;
  /**
   * The directory in which archives are restored. It needs space for the whole volume. Default: the state directory.
   *
   * @examples ["/srv/scratch"]
   */
  scratch?: string;
  /**
   * The content that each proof checks: a part of the number of files, or a size. The files that were not proven for the
   * longest time come first. Names are compared in the whole point. Default: everything.
   *
   * @examples ["2%", "10 GiB"]
   */
  sample?: string;
  /**
   * A command and its arguments, each an item of the list. It runs in the restored tree, after the comparison, without
   * network. If it fails, the proof fails. No shell runs it.
   *
   * @minItems 1
   * @examples [["sqlite3", "-readonly", "mail.db", "pragma integrity_check"]]
   */
  command?: string[];
  /**
   * The user who runs the command: a name or a number. Requires root. Default: the user who runs rdump.
   *
   * @examples ["postgres"]
   */
  user?: string;
  /**
   * The maximum time of the command. A command that takes longer is ended, and the proof fails.
   *
   * @default 30m
   * @examples ["2h"]
   */
  timeout?: string;
}
