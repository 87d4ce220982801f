/** A ZFS dataset; with `recursive`, each child is a volume of its own. */
export interface ZfsSource {
  readonly type: "zfs";
  readonly dataset: string;
  readonly recursive: boolean;
  /** A name in `ssh` of the config; absent: this host. */
  readonly host?: string;
}
