import type { Access } from "../access.ts";
import type { Restoration, SnapshotSource } from "../commands.ts";
import type { DeadLock } from "../discovery/locks.ts";

export type UpkeepInput = { readonly access: Access };

export type InitInput = {
  readonly access: Access;
  /** An unfinished repository is in its place, and is renamed first. */
  readonly unfinished: boolean;
};

/** The snapshot with which a new one is compared, and whose unchanged files are not read again. */
export type PreviousSnapshot = {
  readonly id: string;
  readonly name: string;
  /** The counts of restic when the snapshot was made; absent: restic is queried. */
  readonly count?: { readonly files: number; readonly bytes: number };
};

/** The source and the owner of the snapshot. Its time is that of the run. */
export type CreateInput = {
  readonly access: Access;
  readonly owner: string;
  readonly volume: string;
  readonly source: Omit<SnapshotSource, "leftOut" | "parent">;
  /** The directory for files of the run. */
  readonly runFiles: string;
  /** The tree may change while it is read. */
  readonly live: boolean;
  /** The newest complete snapshot of the volume; null when there is none. */
  readonly previous: PreviousSnapshot | null;
  /** The files of rdump itself in the tree, relative to its root. */
  readonly integrityFiles: readonly string[];
  /** The path of the machine record in the tree; absent: the snapshot has none. */
  readonly machineRecord?: string;
  /** Null: this run makes the repository. */
  readonly repositoryId: string | null;
};

/** The snapshots to delete: exactly these, by id. */
export type ForgetInput = {
  readonly access: Access;
  readonly points: readonly [NamedSnapshot, ...NamedSnapshot[]];
  readonly repositoryId: string | null;
};

export type NamedSnapshot = { readonly id: string; readonly name: string };

export type RestoreInput = Restoration;

/** The locks of processes of this host that have ended. */
export type UnlockInput = {
  readonly access: Access;
  readonly locks: readonly [DeadLock, ...DeadLock[]];
};
