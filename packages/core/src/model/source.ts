/** A file system that cannot be snapshotted, or any directory. */
export interface PlainSource {
  readonly type: "plain";
  readonly path: string;
  /** Declared as `mount`: the path must really be a mount point, or the run stops. */
  readonly mustBeMounted: boolean;
}

/** How large a classic snapshot's copy-on-write area is. */
export type SnapshotSize =
  | { readonly kind: "bytes"; readonly bytes: number; readonly text: string }
  | { readonly kind: "origin"; readonly percent: number; readonly text: string };

/** ext4 or XFS on a logical volume. `snapshotSize` is null for a thin volume. */
export interface LvmSource {
  readonly type: "lvm";
  readonly vg: string;
  readonly lv: string;
  readonly mount: string;
  readonly snapshotSize: SnapshotSize | null;
}

/** A ZFS dataset; with `recursive`, each child is a volume of its own. */
export interface ZfsSource {
  readonly type: "zfs";
  readonly dataset: string;
  readonly recursive: boolean;
}

export type Source = PlainSource | LvmSource | ZfsSource;
