import type { ArchivesTarget } from "./archives.ts";
import type { ReplicasTarget } from "./replicas.ts";
import type { Scheduled } from "./scheduled.ts";

/** A directory kept equal to the volume: one current state. */
export interface DirectoryMirrorTarget extends Scheduled {
  readonly kind: "mirrors";
  readonly targetType: "mirrors/directory";
  readonly path: string;
  /** Must be a mount point whenever the mirror is touched; null: not asked for. */
  readonly mount: string | null;
  /** The UUIDs of the file systems that alternate at `mount`, sorted; absent: any file system. */
  readonly disks?: readonly string[];
  /** The disk at `mount` is connected only at times; absent: its absence is an error. */
  readonly optional?: OptionalDisk;
  /** A directory with files and without a mark becomes the mirror; absent: it is refused. */
  readonly adopt?: true;
  readonly compare: "times" | "checksum";
}

export interface OptionalDisk {
  /** How long the target can be due while its disk is absent, in milliseconds; null: one slot of its schedule. */
  readonly grace: number | null;
}

/** A ZFS dataset kept equal to the volume, then snapshotted; it may itself be archived and sent on. */
export interface DatasetMirrorTarget extends Scheduled {
  readonly kind: "mirrors";
  readonly targetType: "mirrors/dataset";
  readonly dataset: string;
  readonly compare: "times" | "checksum";
  readonly archives: readonly ArchivesTarget[];
  readonly replicas: readonly ReplicasTarget[];
}
