/** The size of the copy-on-write area of a classic snapshot. */
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
