import type { ReadIo } from "./capability.ts";
import { IO } from "./codes.ts";

const MOUNTINFO = "/proc/self/mountinfo";
/**
 * A line can have 49 KB: mount point, source and type of 4,095 bytes each, with four characters a byte. `fusermount` lets users
 * make a thousand mounts, with these texts as they like, and no run may fail for that.
 */
const MOUNTINFO_LIMIT = 256 * 1024 * 1024;

/** One line of /proc/self/mountinfo, as proc(5) gives it. */
export interface Mount {
  readonly id: number;
  readonly parent: number;
  /** `MAJOR:MINOR` of the file system. */
  readonly device: string;
  /** Which directory of the file system is mounted: `/`, or another for a bind mount or a subvolume. */
  readonly root: string;
  readonly point: string;
  /** The same, one character for each byte: a user gives a mount point any name. */
  readonly pointBytes: string;
  readonly type: string;
  /** The source of the mount: `/dev/sda1`, a dataset of a pool, `nas:/export`. */
  readonly from: string;
  /** Of the mount and of the file system, `rw,relatime,size=4096k`. */
  readonly options: string;
}

/** The mount table of this process. A Failure if there is none. */
export async function readMounts(io: Pick<ReadIo, "readFile">): Promise<readonly Mount[]> {
  const content = await io.readFile(MOUNTINFO, MOUNTINFO_LIMIT);
  if (content === null)
    throw IO.failure(
      "no-mount-table",
      `${MOUNTINFO} does not exist. In a chroot or a container, first mount it:\nmount -t proc proc /proc`,
    );
  return parseMountinfo(content);
}

/** Lines that are no mount lines are left out. A name that is no UTF-8 holds U+FFFD and so equals no declared path. */
export function parseMountinfo(content: Buffer): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of content.toString("latin1").split("\n")) {
    const mount = parseLine(line);
    if (mount !== null) mounts.push(mount);
  }
  return mounts;
}

function parseLine(line: string): Mount | null {
  const fields = line.split(" ");
  // The optional fields between the options and the lone dash are any number.
  const dash = fields.indexOf("-", 6);
  const [id, parent, device, root, point] = fields;
  const [type, from, options = ""] = dash < 0 ? [] : fields.slice(dash + 1);
  if (id === undefined || parent === undefined || device === undefined) return null;
  if (root === undefined || point === undefined || type === undefined || from === undefined) return null;
  return {
    id: Number(id),
    parent: Number(parent),
    device,
    root: unescaped(root),
    point: unescaped(point),
    pointBytes: bytesOf(point),
    type: unescaped(type),
    from: unescaped(from),
    options: unescaped(`${fields[5]},${options}`),
  };
}

/** Blank, tab, line feed, backslash and hash stand as three octal digits. */
function bytesOf(field: string): string {
  return field.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function unescaped(field: string): string {
  return Buffer.from(bytesOf(field), "latin1").toString("utf8");
}

/** The mount at a mount point: of several the newest, which hides the others. Null when nothing is mounted there. */
export function mountAt(mounts: readonly Mount[], point: string): Mount | null {
  return mounts.findLast((mount) => mount.point === point) ?? null;
}

/**
 * The mount that a path without links lies on, as the kernel walks to it: from the root down, at each name taking the
 * mount that stands there upon the one walked so far. A mount that another one hides is so never taken for visible.
 */
export function mountHolding(mounts: readonly Mount[], path: string): Mount | null {
  return holding(mounts, bytesIn(path === "/" ? path : path.replace(/\/+$/, "")));
}

/** By bytes: two names that are no UTF-8 are different mount points, though they read the same. */
function holding(mounts: readonly Mount[], path: string): Mount | null {
  // Only these can be on the way. A user can make a thousand mounts, one upon the other or at paths of two thousand names.
  const onTheWay = mounts.filter(({ pointBytes }) => isAtOrBelow(path, pointBytes));
  const upon = new Map<number, Mount[]>();
  for (const mount of onTheWay) {
    const known = upon.get(mount.parent);
    if (known === undefined) upon.set(mount.parent, [mount]);
    else known.push(mount);
  }
  const upperOf = ({ id }: Mount, point: string) =>
    upon.get(id)?.find((mount) => mount.pointBytes === point && mount.id !== id) ?? null;
  const isOutermost = ({ id, parent }: Mount) => parent === id || !mounts.some((mount) => mount.id === parent);
  let found: Mount | null = null;
  for (const point of new Set(onTheWay.map(({ pointBytes }) => pointBytes).sort(byLength))) {
    let lower: Mount | null = found ?? onTheWay.find((each) => each.pointBytes === point && isOutermost(each)) ?? null;
    for (; lower !== null; lower = upperOf(lower, point)) found = lower;
  }
  return found;
}

function isAtOrBelow(path: string, point: string): boolean {
  if (point === "/" || path.length <= point.length) return point === "/" || path === point;
  return path[point.length] === "/" && path.startsWith(point);
}

function byLength(a: string, b: string): number {
  return a.length - b.length;
}

function bytesIn(path: string): string {
  return Buffer.from(path, "utf8").toString("latin1");
}

/**
 * File systems whose answer depends on a process of a user or on another machine: a look at the mount point alone can be
 * refused to root, or never return. At an `autofs`, it mounts.
 */
const UNSAFE = /^(fuse|fuseblk|fuse\..*|nfs|nfs4|cifs|smb3|smbfs|9p|virtiofs|ceph|afs|autofs|lustre|gfs2|ocfs2|coda)$/;

/** Whether a look at such a file system can wait for a process of a user or for another machine. */
export function isUnsafeType(type: string): boolean {
  return UNSAFE.test(type);
}

/**
 * The mount points below a directory that a reader must not even look at, as paths from it, one character for each byte,
 * sorted. Only the outermost ones, and none that another mount hides. Other mount points are empty directories to a
 * reader that stays on one file system. `root`: a path without links.
 */
export function unsafeMountsBelow(mounts: readonly Mount[], root: string): readonly string[] {
  const own = mountHolding(mounts, root)?.device;
  return outermostBelow(mounts, root, ({ type, device }) => isUnsafeType(type) && device !== own).map(
    ({ path }) => path,
  );
}

/** The directory at the root of a ZFS dataset with `snapdir=visible`: snapshots are not files of the dataset. */
export const ZFS_SNAPSHOTS = ".zfs";

/** Whether a directory is the root of a ZFS dataset. `path`: without links. */
export function isDatasetRoot(mounts: readonly Mount[], path: string): boolean {
  const mount = mountHolding(mounts, path);
  return mount?.type === "zfs" && mount.point === path;
}

export interface MountBelow {
  /** From the directory, one character for each byte. */
  readonly path: string;
  readonly isUnsafe: boolean;
  /** A bind mount of the same file system: device numbers do not show to a reader that it is a mount. */
  readonly isSameDevice: boolean;
}

/** All visible mount points below a directory, only the outermost ones, sorted. `root`: a path without links. */
export function mountsBelow(mounts: readonly Mount[], root: string): readonly MountBelow[] {
  const own = mountHolding(mounts, root)?.device;
  return outermostBelow(mounts, root, () => true).map(({ path, mount }) => {
    const isSameDevice = mount.device === own;
    return { path, isSameDevice, isUnsafe: isUnsafeType(mount.type) && !isSameDevice };
  });
}

function outermostBelow(mounts: readonly Mount[], root: string, isWanted: (mount: Mount) => boolean) {
  const bytes = bytesIn(root);
  const above = bytes.endsWith("/") ? bytes : `${bytes}/`;
  const below = mounts.filter((mount) => mount.pointBytes.startsWith(above) && isWanted(mount));
  const seen = below.filter(({ id, pointBytes }) => holding(mounts, pointBytes)?.id === id);
  const byPath = new Map(seen.map((mount) => [mount.pointBytes.slice(above.length), mount]));
  // A path sorts before all that is below it, and nothing else comes between when the slash sorts first.
  const key = (path: string) => path.replaceAll("/", "\0");
  const sorted = [...byPath].sort(([a], [b]) => (key(a) < key(b) ? -1 : 1));
  const outermost: { readonly path: string; readonly mount: Mount }[] = [];
  for (const [path, mount] of sorted) {
    if (!path.startsWith(`${outermost.at(-1)?.path}/`)) outermost.push({ path, mount });
  }
  return outermost;
}
