import { createHash } from "node:crypto";
import { join } from "node:path/posix";

/** The owner of a snapshot. */
export type Owned = { readonly owner: string; readonly volume: string };

/**
 * The snapshot's name: the same on every run, so that at most one is ever left over. A digest makes the name unique.
 * All names that LVM reserves contain an underscore.
 */
export function snapshotName({ owner, volume }: Owned): string {
  const digest = createHash("sha256").update(`${owner}\0${volume}`).digest("hex").slice(0, 8);
  return `rdump-${volume.replaceAll("_", "-").slice(0, 60)}-${digest}`;
}

/** The mount point: the same on every run, because borg identifies files by their path. */
export function mountPath(scratch: string, { owner, volume }: Owned): string {
  return join(scratch, `${owner}@${volume}`);
}

/** Where udev puts the device of a logical volume. */
export function devicePath(vg: string, lv: string): string {
  return `/dev/${vg}/${lv}`;
}

/** Its name in device-mapper: hyphens are doubled within a name, single between the two. */
export function mapperName(vg: string, lv: string): string {
  return `${vg.replaceAll("-", "--")}-${lv.replaceAll("-", "--")}`;
}
