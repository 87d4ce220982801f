/** A file system that cannot be snapshotted, or any directory. */
export interface PlainSource {
  readonly type: "plain";
  readonly path: string;
  /** Declared as `mount`: the path must really be a mount point, or the run stops. */
  readonly mustBeMounted: boolean;
}
