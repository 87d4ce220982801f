import type { SourceText } from "../sources/text.ts";
import type { ArchivesText } from "../targets/archives/text.ts";
import type { CloneText } from "../targets/clones/text.ts";
import type { MirrorText } from "../targets/mirrors/text.ts";
import type { ReplicaText } from "../targets/replicas/text.ts";
import type { SnapshotsText } from "../targets/snapshots/text.ts";
import type { EveryText } from "./scalars.ts";

/** One thing to protect. */
export interface VolumeText {
  source: SourceText;
  /**
   * What is left out, with everything below. With a `/`: a path from the volume's root. Without: a name at any depth.
   * `*`, `?` and `[...]` match within a name, `**` any number of directories.
   *
   * @examples [["var/cache", "*.tmp"]]
   */
  exclude?: string[];
  /**
   * Whether directories that hold a CACHEDIR.TAG are left out.
   *
   * @default false
   */
  excludeCaches?: boolean;
  /** The record by which a restore is proven. On by default; `false` turns it off. */
  integrity?: boolean | IntegrityText;
  snapshots?: SnapshotsText;
  /** Repositories that the volume is archived in. */
  archives?: ArchivesText[];
  /** Datasets and directories that rsync keeps equal to the volume. */
  mirrors?: MirrorText[];
  /** Datasets that ZFS send and receive keep. */
  replicas?: ReplicaText[];
  /** Writable clones that are kept fresh. */
  clones?: CloneText[];
  hooks?: HooksText;
  verify?: VerifyText;
}

/** How the integrity record is kept. */
export interface IntegrityText {
  /**
   * Where the record is, from the volume's root.
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
   * Whether extended attributes and ACLs are recorded too.
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
   * Whether a snapshot `NAME-rsure`, which holds the record of its own snapshot, is made too. ZFS only.
   *
   * @default false
   */
  snapshot?: boolean;
  /** How often the volume is scanned. Default: the finest of its archives, mirrors and replicas. */
  every?: EveryText;
}

/** Commands around the moment of the snapshot. No shell reads them. */
export interface HooksText {
  /**
   * A command and its arguments, each an item of the list. Runs before; when it fails, the volume's run does.
   *
   * @minItems 1
   * @examples [["systemctl", "stop", "indexer"]]
   */
  before?: string[];
  /**
   * A command and its arguments, each an item of the list. Runs after, always.
   *
   * @minItems 1
   * @examples [["systemctl", "start", "indexer"]]
   */
  after?: string[];
}

/** A test restore. */
export interface VerifyText {
  every: EveryText;
  /** Where it restores from: a repository, dataset or path that one of the volume's targets names. */
  from: string;
}
