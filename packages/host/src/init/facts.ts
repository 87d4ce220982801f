/** A list, or the reason why it is not known: a list that is not known is not an empty one. */
export type Listed<T> = { readonly found: T } | { readonly unknown: string };

/** A mounted file system that users see. */
export interface Mounted {
  readonly point: string;
  /** `MAJOR:MINOR`. */
  readonly device: string;
  /** The directory of the file system that is mounted; `/` except for bind mounts and subvolumes. */
  readonly root: string;
  readonly type: string;
  readonly from: string;
  readonly readOnly: boolean;
  /** False for a bind mount of a single file. */
  readonly isDirectory: boolean;
  /** Bytes in use; null: not known. */
  readonly used: number | null;
}

export interface LogicalVolume {
  readonly vg: string;
  readonly name: string;
  readonly bytes: number;
  readonly layout: readonly string[];
  readonly isSnapshot: boolean;
  /** `MAJOR:MINOR`; null if it is not active. */
  readonly device: string | null;
}

export interface VolumeGroup {
  readonly name: string;
  readonly free: number;
  readonly extent: number;
}

export interface Pool {
  readonly name: string;
  readonly free: number;
  readonly health: string;
  readonly readOnly: boolean;
}

export interface Dataset {
  readonly name: string;
  readonly type: "filesystem" | "volume";
  readonly used: number;
  /** A stream into the dataset was interrupted. */
  readonly isPartial: boolean;
}

/** A file or directory that shows a program or its data. */
export interface Trace {
  readonly name: string;
  readonly path: string;
}

/** A program that makes the archives of a repository. */
export type Archiver = "borg" | "restic" | "tar";

/** A directory with a repository. */
export interface FoundRepository {
  readonly path: string;
  readonly archiver: "borg" | "restic";
}

/** The observed state of a machine, for a config. */
export interface Facts {
  readonly hostname: string;
  readonly timezone: string;
  /** Random digits for the name of a machine that has no machine id; null: it has one. */
  readonly nameless: string | null;
  readonly mounts: readonly Mounted[];
  readonly lvm: Listed<{ readonly volumes: readonly LogicalVolume[]; readonly groups: readonly VolumeGroup[] }>;
  readonly zfs: Listed<{
    readonly pools: readonly Pool[];
    readonly datasets: readonly Dataset[];
    /** Datasets that rdump made: mirrors, replicas and their parents. */
    readonly own: readonly string[];
  }>;
  /** The devices of removable disks. */
  readonly removable: Listed<ReadonlySet<string>>;
  readonly swaps: readonly { readonly path: string; readonly isFile: boolean }[];
  readonly repositories: readonly FoundRepository[];
  readonly schemes: readonly Trace[];
  readonly databases: readonly Trace[];
  /** Programs that are installed, of those that a config can need. */
  readonly programs: ReadonlySet<string>;
}

export interface RepositoryWish {
  readonly archiver: Archiver;
  readonly location: string;
  /** A mode of borg; null for the other programs: restic encrypts each repository, and tar none. */
  readonly encryption: string | null;
  /** Null: the repository is not encrypted. */
  readonly passphraseFile: string | null;
}

/** Where backups go, and of which directories. */
export interface Wish {
  /** Null: all local file systems. */
  readonly directories: readonly string[] | null;
  readonly repository: RepositoryWish | null;
  readonly mirror: string | null;
}
