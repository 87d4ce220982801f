import { statfs } from "node:fs/promises";

/**
 * File systems whose files all belong to the user that a mount option names. statfs(2), `f_type`: msdos and vfat, exfat, FUSE
 * (ntfs-3g, sshfs), ntfs3, CIFS, SMB2, 9p.
 */
const WITHOUT_OWNERS = new Set([0x4d44, 0x2011bab0, 0x65735546, 0x7366746e, 0xff534d42, 0xfe534d42, 0x01021997]);

/** NFS, Ceph: the server says whose a file is, and can name a user that this machine does not have. */
const OWNERS_OF_SERVER = new Set([0x6969, 0x00c36400]);

export async function keepsNoOwners(path: string): Promise<boolean> {
  return WITHOUT_OWNERS.has((await statfs(path)).type);
}

/** Whether owner and mode of a file tell which users of this machine can write to it. False where that is unknown. */
export async function ownersAreOfThisMachine(path: string): Promise<boolean> {
  const type = (await statfs(path).catch(() => null))?.type;
  return type !== undefined && !WITHOUT_OWNERS.has(type) && !OWNERS_OF_SERVER.has(type);
}
