import type { Address } from "./address.ts";
import type { Every } from "./every.ts";
import type { KeepRules } from "./keep.ts";

interface Scheduled {
  readonly address: Address;
  readonly every: Every;
  readonly keep: KeepRules;
}

/** Snapshots on the source's own pool. */
export interface SnapshotsTarget extends Scheduled {
  readonly kind: "snapshots";
  readonly targetType: "snapshots/zfs";
}

/** Archives in a repository, by the repository's name. */
export interface ArchivesTarget extends Scheduled {
  readonly kind: "archives";
  readonly targetType: "archives/borg";
  readonly repository: string;
}

/** A directory kept equal to the volume: one current state. */
export interface DirectoryMirrorTarget extends Scheduled {
  readonly kind: "mirrors";
  readonly targetType: "mirrors/directory";
  readonly path: string;
  /** Must be a mount point whenever the mirror is touched; null: not asked for. */
  readonly mount: string | null;
  readonly compare: "times" | "checksum";
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

/** A dataset kept by send and receive; `host` null is this one. */
export interface ReplicasTarget extends Scheduled {
  readonly kind: "replicas";
  readonly targetType: "replicas/zfs";
  readonly dataset: string;
  readonly host: string | null;
}

/** A writable clone of the newest snapshot. */
export interface ClonesTarget extends Scheduled {
  readonly kind: "clones";
  readonly targetType: "clones/zfs";
  readonly dataset: string;
  /** What to do with a clone that somebody changed. */
  readonly renew: "ask" | "discard";
}

export type Target =
  | SnapshotsTarget
  | ArchivesTarget
  | DirectoryMirrorTarget
  | DatasetMirrorTarget
  | ReplicasTarget
  | ClonesTarget;

/** What decides which provider keeps a target. */
export type TargetType = Target["targetType"];

export type TargetOf<M extends TargetType> = Extract<Target, { readonly targetType: M }>;
