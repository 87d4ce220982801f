import type { Stats } from "node:fs";
import { caller } from "../descriptor/open-directory.ts";
import { kindOf } from "../scan/facts.ts";
import type { StoreDirectory } from "./directory.ts";

/**
 * File systems that keep no owners and no modes: every file shows those of the mount. vfat, exFAT, the three drivers of
 * NTFS but FUSE's, CIFS and SMB. The numbers are from statfs(2) and the kernel's magic.h.
 */
const OWNERLESS = new Set([0x4d44, 0x2011bab0, 0x5346544e, 0x7366746e, 0xff534d42, 0xfe534d42, 0x517b]);

export const READABLE_BY_OTHERS = 0o077;

/** The words for what is no regular file. */
const KINDS: { readonly [kind: string]: string } = {
  dir: "a directory",
  lnk: "a symbolic link",
  fifo: "a FIFO",
  sock: "a socket",
  chr: "a device",
  blk: "a device",
};

/** The user to whom a surefile in this directory must belong: where no owners are kept, the mount's. */
export const expectedOwner = (store: StoreDirectory): number =>
  OWNERLESS.has(store.fileSystemType() >>> 0) ? store.stats().uid : caller();

/**
 * Why a surefile cannot be trusted: anybody who can write to its directory may have put it there, or may have given its name
 * to a file that is not theirs. Trusted is a regular file of the right owner that has no other names than those that rsure
 * gives: a crash while the backup is made leaves the surefile with the backup's name as well.
 *
 * @param owners to whom it may belong
 * @param twin the name that may be another one of the same file
 * @returns words that follow the file's name; undefined when it is trusted
 */
export function whyUntrusted(
  store: StoreDirectory,
  stats: Stats,
  owners: readonly number[],
  twin = store.place.twin,
): string | undefined {
  if (!stats.isFile()) return `is ${KINDS[kindOf(stats) ?? ""] ?? "not a regular file"}`;
  if (!owners.includes(stats.uid)) return `belongs to user ${stats.uid}`;
  if (stats.nlink <= 1) return undefined;
  const ownNames = [twin, store.place.freshBackup].filter((name) => isSame(store.look(name), stats));
  return stats.nlink - ownNames.length <= 1 ? undefined : "has other hard links";
}

export const isSame = (a: Stats | undefined, b: Stats | undefined): boolean =>
  a !== undefined && a.dev === b?.dev && a.ino === b.ino;
