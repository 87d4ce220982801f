import type { ArchivesTarget, ArchivesTargetType } from "./targets/archives.ts";
import type { ClonesTarget } from "./targets/clones.ts";
import type { DatasetMirrorTarget, DirectoryMirrorTarget } from "./targets/mirrors.ts";
import type { ReplicasTarget } from "./targets/replicas.ts";
import type { SnapshotsTarget } from "./targets/snapshots.ts";

export type { ArchivesTarget } from "./targets/archives.ts";
export type { ClonesTarget } from "./targets/clones.ts";
export type { DatasetMirrorTarget, DirectoryMirrorTarget } from "./targets/mirrors.ts";
export type { ReplicasTarget } from "./targets/replicas.ts";
export type { SnapshotsTarget } from "./targets/snapshots.ts";

// The list of the types of targets. Each has a file in targets/, and a folder in config/targets/.
export type Target =
  | SnapshotsTarget
  | ArchivesTarget
  | DirectoryMirrorTarget
  | DatasetMirrorTarget
  | ReplicasTarget
  | ClonesTarget;

/** The type that determines the provider of a target. */
export type TargetType = Target["targetType"];

/** The targets of one type. */
export type TargetOf<M extends TargetType> = M extends ArchivesTargetType
  ? ArchivesTarget & { readonly targetType: M }
  : Extract<Target, { readonly targetType: M }>;
