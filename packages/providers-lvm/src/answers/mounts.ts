/** A mount, as `findmnt` tells of it. */
export interface Mount {
  readonly target: string;
  readonly type: string;
  /** `MAJOR:MINOR`. */
  readonly device: string;
  /** Which directory of the file system is mounted: `/`, or another for a bind mount. */
  readonly root: string;
}

export const MOUNT_FIELDS = ["TARGET", "FSTYPE", "MAJ:MIN", "FSROOT"];

/** @returns null when the output is not `findmnt --json --list` with those columns */
export function parseMounts(output: Buffer): readonly Mount[] | null {
  try {
    const { filesystems } = JSON.parse(output.toString("utf8")) as { filesystems: unknown };
    if (!Array.isArray(filesystems)) return null;
    const mounts = filesystems.map(mountOf);
    return mounts.every((mount) => mount !== null) ? mounts : null;
  } catch {
    return null;
  }
}

function mountOf(value: { readonly [column: string]: unknown }): Mount | null {
  const { target, fstype, fsroot, "maj:min": device } = value;
  if (typeof target !== "string" || typeof fstype !== "string") return null;
  if (typeof fsroot !== "string" || typeof device !== "string") return null;
  return { target, type: fstype, device: device.trim(), root: fsroot };
}

/** What is mounted at a place: of several the last, which hides the others. */
export function mountAt(mounts: readonly Mount[], path: string): Mount | null {
  return mounts.findLast(({ target }) => target === path) ?? null;
}
