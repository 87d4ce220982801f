import { type Capabilities, EVERYTHING, lostIn } from "./capabilities.ts";

/**
 * What a file system, or a tool in its archives, is known not to store. A probe of the place itself is more exact. The
 * table of docs/mirrors.md is made of this, and the messages before a probe, checks and proofs use it.
 */
export interface KnownStore {
  readonly name: string;
  /** The types in /proc/self/mountinfo; empty for a tool. */
  readonly types: readonly string[];
  readonly stores: Capabilities;
  /** Limits that no capability has, each as a part of a list. */
  readonly also: readonly string[];
}

const NO_ATTRIBUTES = {
  owners: false,
  modes: false,
  hardLinks: false,
  symlinks: false,
  specials: false,
  sockets: false,
  devices: false,
  acls: false,
  xattrs: false,
  fileCapabilities: false,
  sparse: false,
  cases: false,
  anyName: false,
} as const satisfies Partial<Capabilities>;

const known = (
  name: string,
  types: readonly string[],
  lacks: Partial<Capabilities> = {},
  also: readonly string[] = [],
): KnownStore => ({ name, types, stores: { ...EVERYTHING, ...lacks }, also });

const FAT_TIMES = "times before 1980 or after 2107";

/**
 * ext4, tmpfs and exFAT: tried by a probe on Linux 6.18; the times of ext4 and XFS were tried there too. The other rows come
 * from the documentation of these file systems.
 */
export const FILE_SYSTEMS: readonly KnownStore[] = [
  known("ext4 with inodes of 256 bytes", ["ext4"], {}, [
    "times before 1901 or after 2446",
    "more than about 4 kB of attributes for each file",
  ]),
  known("ext4 with inodes of 128 bytes, ext3, ext2", ["ext3", "ext2"], { times: "seconds" }, [
    "times before 1901 or after January 2038",
    "more than about 4 kB of attributes for each file",
  ]),
  known("XFS", ["xfs"], {}, ["times before 1901 or after 2486 (January 2038 without `bigtime`)"]),
  known("Btrfs", ["btrfs"]),
  known("ZFS with `acltype=posix`", ["zfs"]),
  known("tmpfs", ["tmpfs"], {}, ["user extended attributes before Linux 6.6"]),
  known("NFS", ["nfs", "nfs4"], { acls: false, fileCapabilities: false }, [
    "owners with `root_squash`",
    "user extended attributes before NFS 4.2",
  ]),
  known("exFAT", ["exfat"], { ...NO_ATTRIBUTES, times: "seconds" }, [FAT_TIMES]),
  known("FAT", ["vfat", "msdos"], { ...NO_ATTRIBUTES, times: "two seconds" }, [FAT_TIMES, "files of 4 GiB or more"]),
  known("SMB", ["cifs", "smb3"], { ...NO_ATTRIBUTES, times: "seconds" }),
];

export const TOOLS: readonly KnownStore[] = [
  known("borg", [], { sockets: false, sparse: false }, ["times before 1970 or after January 2038"]),
  known("GNU tar", [], { sockets: false }),
  known("restic", [], { sockets: false, sparse: false }, ["owner, mode and time of the root directory"]),
];

/** Of every file system: without root nothing can be given away. */
const WITHOUT_ROOT = { owners: false, devices: false, fileCapabilities: false } as const;

export const USER_WITHOUT_ROOT = known("each file system, without root", [], WITHOUT_ROOT);

/** The attributes that a mount and a user usually store, before a probe. Null: nothing is known about this type. */
export function impliedBy(
  mount: { readonly type: string; readonly options: string },
  isRoot: boolean,
): KnownStore | null {
  const found = FILE_SYSTEMS.find(({ types }) => types.includes(mount.type));
  if (found === undefined) return null;
  const options = mount.options.split(",");
  const without = (...names: readonly string[]) => names.some((name) => options.includes(name));
  const stores: Capabilities = {
    ...found.stores,
    ...(without("noacl") ? { acls: false } : {}),
    ...(without("noxattr", "nouser_xattr") ? { xattrs: false, fileCapabilities: false } : {}),
    ...(isRoot ? {} : WITHOUT_ROOT),
  };
  return { ...found, stores };
}

/** The largest file of a file system type, in bytes; null: larger than any source has, or not known. */
export function largestFileOn(type: string): number | null {
  return type === "vfat" || type === "msdos" ? 2 ** 32 - 1 : null;
}

/** The parts of a source that are not stored, for a message. */
export function notStoredBy({ stores, also }: Pick<KnownStore, "stores" | "also">): readonly string[] {
  return [...lostIn(stores), ...also];
}
