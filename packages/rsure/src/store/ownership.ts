import { fchmodSync, fstatSync, type Stats } from "node:fs";
import { caller, isOthers } from "../descriptor/open-directory.ts";
import { kindOf } from "../scan/facts.ts";
import type { StoreDirectory } from "./directory.ts";
import { isPrivate } from "./private-group.ts";
import { OWN_MODE } from "./unsupported.ts";

/**
 * File systems that keep no owners and no modes: every file shows those of the mount. vfat, exFAT, the three drivers of
 * NTFS but FUSE's, CIFS and SMB. The numbers are from statfs(2) and the kernel's magic.h.
 */
const OWNERLESS = new Set([0x4d44, 0x2011bab0, 0x5346544e, 0x7366746e, 0xff534d42, 0xfe534d42, 0x517b]);

export const READABLE_BY_OTHERS = 0o077;

/** Class bits of a mode. */
const GROUP_WRITE = 0o020;
const OTHERS_WRITE = 0o002;
const GROUP_ENTER = 0o010;
const OTHERS_ENTER = 0o001;

/** File systems in user space: some show one mode for all files, and whether they do is seen only by writing one. */
const FUSE = 0x65735546;

/** The texts for objects that are not regular files. */
const KINDS: { readonly [kind: string]: string } = {
  dir: "a directory",
  lnk: "a symbolic link",
  fifo: "a FIFO",
  sock: "a socket",
  chr: "a device",
  blk: "a device",
};

/** The conditions for a trusted surefile in a directory. */
export interface Expected {
  readonly owners: readonly number[];
  /** False where every file shows the mode of the mount, so that a mode says nothing of one file. */
  readonly keepsModes: boolean;
}

/** By the type of the file system. Where no owners are kept, the owner is the mount's. */
export function expectedIn(store: StoreDirectory): Expected {
  const type = store.fileSystemType() >>> 0;
  const isOwnerless = OWNERLESS.has(type);
  return { owners: [isOwnerless ? store.stats().uid : caller()], keepsModes: !isOwnerless && type !== FUSE };
}

/** By a file that was just created here with mode 0600. */
export const expectedAs = ({ uid, mode }: Stats): Expected => ({
  owners: [uid],
  keepsModes: (mode & READABLE_BY_OTHERS) === 0,
});

/**
 * Why a surefile cannot be trusted: every user who can write to its directory may have planted it, or may have given
 * its name to a foreign file. Trusted is a regular file of the right owner that has no other names than those that
 * rsure gives: a crash while the backup is made leaves the surefile with the backup's name as well. No other user can
 * write to it.
 *
 * @param twin the name that may be another one of the same file
 * @returns words that follow the file's name; undefined when it is trusted
 */
export function whyUntrusted(
  store: StoreDirectory,
  stats: Stats,
  { owners, keepsModes }: Expected,
  twin = store.place.twin,
): string | undefined {
  if (!stats.isFile()) return `is ${KINDS[kindOf(stats) ?? ""] ?? "not a regular file"}`;
  if (!owners.includes(stats.uid)) return `belongs to user ${stats.uid}`;
  if (keepsModes && canOthersWrite(stats) && canOthersEnter(store.stats()))
    return `can be written by other users (mode ${(stats.mode & 0o7777).toString(8).padStart(4, "0")})`;
  if (stats.nlink <= 1) return undefined;
  const ownNames = [twin, store.place.freshBackup].filter((name) => isSame(store.look(name), stats));
  return stats.nlink - ownNames.length <= 1 ? undefined : "has other hard links";
}

const canOthersWrite = ({ mode, gid, uid }: Stats): boolean =>
  (mode & OTHERS_WRITE) !== 0 || ((mode & GROUP_WRITE) !== 0 && !isPrivate(gid, uid));

/** Only the directory itself counts: in a mounted snapshot, those above are not the ones that the file was written below. */
const canOthersEnter = ({ mode, gid, uid }: Stats): boolean =>
  isOthers(uid) || (mode & OTHERS_ENTER) !== 0 || ((mode & GROUP_ENTER) !== 0 && !isPrivate(gid, uid));

/**
 * Sets the mode of an own file to 0600 that is moved aside because others could write to it: it contains data about the tree. A
 * file with several names is left alone, because one of them can belong to another user.
 */
export function closeToOthers(fd: number, { owners, keepsModes }: Expected): void {
  const { uid, nlink } = fstatSync(fd);
  if (keepsModes && owners.includes(uid) && nlink === 1) fchmodSync(fd, OWN_MODE);
}

export const isSame = (a: Stats | undefined, b: Stats | undefined): boolean =>
  a !== undefined && a.dev === b?.dev && a.ino === b.ino;
