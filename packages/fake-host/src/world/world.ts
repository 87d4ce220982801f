import type { Directory } from "../tree/node.ts";
import type { Archive } from "./repository.ts";

/** A whole host at one instant, as a value: each command maps it to the next. */
export interface World {
  /** By device number, `MAJOR:MINOR`. */
  readonly devices: { readonly [device: string]: FileSystem };
  /** In the order in which they were mounted. */
  readonly mounts: readonly Mount[];
  readonly groups: { readonly [name: string]: VolumeGroup };
  readonly volumes: readonly LogicalVolume[];
  /** ZFS: the pools that are imported, and what is in them. */
  readonly pools: { readonly [name: string]: Pool };
  /** In the order in which they were made, a parent before what is in it. */
  readonly datasets: readonly Dataset[];
  readonly snapshots: readonly Snapshot[];
  readonly bookmarks: readonly Bookmark[];
  /** By the id of borg in the config file of the repository. */
  readonly repositories: { readonly [id: string]: Repository };
  /** The names of processes that keep a mount point busy. */
  readonly holders: { readonly [mountPoint: string]: string };
  /** Other hosts that ssh reaches, by name. Absent: none. */
  readonly hosts?: { readonly [name: string]: World };
  /** A counter for values that must be unique. */
  readonly next: number;
}

export interface FileSystem {
  readonly type: "ext4" | "xfs" | "zfs" | "tmpfs" | "proc" | "sysfs";
  readonly uuid: string;
  readonly root: Directory;
  /** The device below is invalid: every access is an error. */
  readonly broken: boolean;
}

/** As a line of /proc/self/mountinfo. */
export interface Mount {
  readonly id: number;
  readonly parent: number;
  readonly device: string;
  readonly point: string;
  readonly from: string;
}

export interface VolumeGroup {
  readonly name: string;
  /** Bytes of one extent, and how many there are. */
  readonly extent: number;
  readonly extents: number;
}

export interface LogicalVolume {
  readonly vg: string;
  readonly name: string;
  readonly uuid: string;
  readonly kind: "linear" | "thin" | "pool";
  readonly bytes: number;
  readonly tags: readonly string[];
  /** Its minor device number; null when it is not active. */
  readonly minor: number | null;
  readonly suspended: boolean;
  readonly origin: string | null;
  readonly pool: string | null;
  /** The used part of a classic snapshot or a pool. Null for other volumes. */
  readonly percent: number | null;
  readonly invalid: boolean;
}

export interface Pool {
  readonly health: "ONLINE" | "DEGRADED" | "SUSPENDED";
}

/** Properties that were set on an object itself. All others are inherited, or have their default. */
export type Properties = { readonly [property: string]: string };

/** A file system of ZFS. */
export interface Dataset {
  readonly name: string;
  readonly guid: string;
  readonly properties: Properties;
  /** The full name of the snapshot that it was cloned from. */
  readonly origin: string | null;
  /** The key of its content in `devices`. */
  readonly device: string;
  /** The snapshot that a receive was interrupted in; absent: none. */
  readonly partial?: Partial;
}

/** The beginning of a received snapshot. */
export interface Partial {
  readonly toGuid: string;
  /** Null: of a full stream. */
  readonly fromGuid: string | null;
}

export interface Bookmark {
  /** The full name, `DATASET#NAME`. */
  readonly name: string;
  readonly guid: string;
  readonly txg: number;
  /** It lacks the set of initialization vectors, as bookmarks of OpenZFS before 2.1.6 can. */
  readonly withoutSet?: true;
}

export interface Snapshot {
  /** The full name, `DATASET@NAME`. */
  readonly name: string;
  readonly guid: string;
  /** The transaction that made it: the same for all snapshots of one command. */
  readonly txg: number;
  /** The time of its creation, in milliseconds; absent: zero. */
  readonly created?: number;
  readonly properties: Properties;
  /** The tags of its holds. */
  readonly holds: readonly string[];
  readonly root: Directory;
}

export interface Repository {
  readonly id: string;
  readonly encryption: string;
  /** False between the making of its directory and its first commit. */
  readonly hasManifest: boolean;
  readonly archives: readonly Archive[];
  /** How often it was compacted, and checked. */
  readonly compacted: number;
  readonly checked: number;
}
