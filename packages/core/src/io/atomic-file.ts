import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, mkdir, open, rename, rm, rmdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Identity } from "../model/command.ts";
import { type Callers, ownCallers } from "./callers.ts";
import { aboutPath, descend } from "./descend.ts";
import { isExpected } from "./held-directory.ts";

/** Whose a file is. */
export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file completely or not at all: temporary name beside it, fsync, rename, fsync of the directory. The
 * directory is opened once, so no user can redirect the write.
 *
 * @param owner the owner of the file; default: the calling user
 * @param temporary the temporary name, whose existing file is replaced; default: a unique name
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  mode: number,
  { owner, temporary: known, modified, callers = ownCallers(), expected }: WriteOptions = {},
): Promise<void> {
  const { handle, path: directory, facts } = await descend(dirname(path), "directory", callers);
  const names = { name: basename(path), temporary: known };
  try {
    if (!isExpected(facts, expected)) throw new Error("another directory is in its place now");
    await writeWithin(directory, names, content, { mode, owner, modified });
  } catch (error) {
    throw aboutPath(error, path);
  } finally {
    handle.close();
  }
}

/**
 * Writes a new file that only its owner can read, completely or not at all. No link is followed that another user can
 * replace.
 *
 * @param hardLink replaced only by tests
 * @returns false if the path exists; then nothing is changed
 */
export async function createFile(path: string, content: string, hardLink: typeof link = link): Promise<boolean> {
  const { handle, path: directory } = await descend(dirname(path), "directory");
  const temporary = temporaryIn(directory, basename(path));
  try {
    await writeNew(temporary, content, { mode: 0o600, owner: undefined });
    await putNew(temporary, join(directory, basename(path)), hardLink);
    await syncDirectory(directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw aboutPath(error, path);
  } finally {
    await unlink(temporary).catch(() => {});
    handle.close();
  }
}

/** Throws EEXIST if the path exists. Without hard links, a crash between two steps leaves an empty file. */
async function putNew(temporary: string, path: string, hardLink: typeof link): Promise<void> {
  try {
    await hardLink(temporary, path);
  } catch (error) {
    if (!NO_HARD_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
    const reserved = await open(path, NEW_FILE, 0o600);
    await reserved.close();
    await rename(temporary, path);
  }
}

/** Of `link` on file systems such as vfat. */
const NO_HARD_LINKS: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Creates a directory that only its owner can enter. No link is followed that another user can replace. */
export async function createDirectory(path: string): Promise<void> {
  const { handle, path: directory } = await descend(dirname(path), "directory");
  try {
    await mkdir(join(directory, basename(path)), { mode: 0o700 });
  } catch (error) {
    throw aboutPath(error, path);
  } finally {
    handle.close();
  }
}

/** Removes a file or an empty directory that this process created. A missing or replaced object stays as it is. */
export async function removeCreated(path: string, kind: "file" | "directory"): Promise<void> {
  const found = await descend(dirname(path), "directory").catch(() => null);
  if (found === null) return;
  const at = join(found.path, basename(path));
  await (kind === "file" ? unlink(at) : rmdir(at)).catch(() => {});
  found.handle.close();
}

interface Attributes {
  readonly mode: number;
  readonly owner: FileOwner | undefined;
  /** The modification time, as ISO 8601; default: the time of the write. */
  readonly modified?: string | undefined;
}

interface WriteOptions {
  readonly owner?: FileOwner;
  readonly temporary?: string | undefined;
  readonly modified?: string | undefined;
  readonly callers?: Callers;
  /** The directory of the file must be this one. */
  readonly expected?: Identity | undefined;
}

/** As `writeFileAtomically`, in a directory that is open: `directory` leads to it by its descriptor. */
export async function writeWithin(
  directory: string,
  { name, temporary: known }: { readonly name: string; readonly temporary: string | undefined },
  content: string | Uint8Array,
  { mode, owner, modified }: Attributes,
): Promise<void> {
  const path = join(directory, name);
  const temporary = known === undefined ? temporaryIn(directory, name) : join(directory, known);
  if (known !== undefined) await rm(temporary, { force: true });
  try {
    await writeNew(temporary, content, { mode, owner, modified });
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncDirectory(directory);
}

function temporaryIn(directory: string, name: string): string {
  return join(directory, `.${name}.${randomBytes(6).toString("hex")}.tmp`);
}

async function writeNew(
  path: string,
  content: string | Uint8Array,
  { mode, owner, modified }: Attributes,
): Promise<void> {
  const file = await open(path, NEW_FILE, mode);
  try {
    await file.writeFile(content);
    if (owner !== undefined) await file.chown(owner.uid, owner.gid);
    await file.chmod(mode);
    if (modified !== undefined) await file.utimes(new Date(modified), new Date(modified));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes a directory: links, renames and removals in it survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
