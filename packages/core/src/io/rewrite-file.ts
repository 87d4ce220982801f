import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { visible } from "../diagnostics/visible.ts";
import { writeWithin } from "./atomic-file.ts";
import { aboutPath, descend } from "./descend.ts";
import { readBounded } from "./regular-file.ts";
import { isLinkRefused } from "./untrusted.ts";

/**
 * Replaces the text of a file that was read before, as a whole or not at all. Owner, group and permissions stay. The
 * file may be in a directory of another user: no link is followed that another user can replace, and only a regular
 * file that still has the content `before` is replaced, relative to its open directory.
 *
 * @returns null, or as sentences why nothing was written
 */
export async function rewriteFile(path: string, before: Uint8Array, after: Uint8Array): Promise<string | null> {
  try {
    return await rewriteAt(await withoutLinks(path), before, after);
  } catch (error) {
    if (isLinkRefused(error)) return `${error.message} Name the file that the link leads to.`;
    if (!isSystemError(error)) throw error;
    return `${visible(path)} cannot be written: ${visible(error.message)}.`;
  }
}

async function withoutLinks(path: string): Promise<string> {
  const { handle, real } = await descend(path, "any");
  handle.close();
  return real;
}

async function rewriteAt(path: string, before: Uint8Array, after: Uint8Array): Promise<string | null> {
  const directory = await descend(dirname(path), "directory");
  const name = basename(path);
  try {
    const file = await openRegular(`${directory.path}/${name}`);
    if (file === null) return `${visible(path)} is not a regular file.`;
    const facts = await factsOf(file, before);
    if (facts === null) return `${visible(path)} was changed after rdump had read it. Repeat the command.`;
    // Never setuid: who owns the directory can have put a file of another user there, as a hard link.
    const { mode, ...owner } = facts;
    await writeWithin(directory.path, { name, temporary: undefined }, after, { mode: mode & 0o777, owner });
    return null;
  } catch (error) {
    throw aboutPath(error, path);
  } finally {
    directory.handle.close();
  }
}

/** Null for a link, a FIFO, a device or a socket. */
async function openRegular(place: string): Promise<FileHandle | null> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ELOOP" || error.code === "ENXIO") return null;
    throw error;
  });
  if (file === null || (await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

/** Reads and closes the file; null when it has another content. */
async function factsOf(file: FileHandle, content: Uint8Array) {
  try {
    const { uid, gid, mode } = await file.stat();
    const found = await readBounded(file, content.length);
    return found?.equals(content) === true ? { uid, gid, mode } : null;
  } finally {
    await file.close();
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
