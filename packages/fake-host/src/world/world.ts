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
  /** By borg's identity, which the repository's own config file bears. */
  readonly repositories: { readonly [id: string]: Repository };
  /** The names of processes that keep a mount point busy. */
  readonly holders: { readonly [mountPoint: string]: string };
  /** Counts up: whatever must be unlike all before it is made from it. */
  readonly next: number;
}

export interface FileSystem {
  readonly type: "ext4" | "xfs" | "tmpfs" | "proc" | "sysfs";
  readonly uuid: string;
  readonly root: Directory;
  /** The device below gave it up: every access is an error. */
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
  /** How full it is: a classic snapshot's room, a pool's data. Null for what cannot be full. */
  readonly percent: number | null;
  readonly invalid: boolean;
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
