import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Whose a file is. */
export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Puts a file in place whole or not at all: temporary name beside it, fsync, rename, fsync of the directory.
 *
 * @param owner whose it is to be; without, whoever writes it
 * @param temporary the name to write it under, of which nothing that bears it is kept; without, one that nobody has
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  mode: number,
  { owner, temporary: known }: { readonly owner?: FileOwner; readonly temporary?: string | undefined } = {},
): Promise<void> {
  const directory = dirname(path);
  const temporary = join(directory, known ?? `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  if (known !== undefined) await rm(temporary, { force: true });
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(temporary, flags, mode);
  try {
    await writeAndSync(file, content, mode, owner);
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncDirectory(directory);
}

async function writeAndSync(
  file: FileHandle,
  content: string | Uint8Array,
  mode: number,
  owner: FileOwner | undefined,
): Promise<void> {
  try {
    await file.writeFile(content);
    if (owner !== undefined) await file.chown(owner.uid, owner.gid);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes what was linked, renamed or removed in a directory survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
