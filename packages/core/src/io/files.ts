import { type BigIntStats, constants } from "node:fs";
import { lstat, open, opendir, realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { type Callers, ownCallers } from "./callers.ts";
import type { FileFacts, FileKind, ReadIo } from "./capability.ts";
import { aboutPath, type Descended, descend, type End } from "./descend.ts";
import { readBounded } from "./regular-file.ts";
import { keepsNoOwners } from "./trust/owners.ts";
import { NOT_OWN, Untrusted } from "./untrusted.ts";

type Files = Pick<ReadIo, "lstat" | "realpath" | "readFile" | "names">;

/** The part of `ReadIo` that reads files. Other users cannot redirect it: it descends by open directories. */
export function filesFor(callers: Callers): Files {
  return {
    async lstat(path) {
      // Files of the kernel about processes cannot be planted, although users own them.
      if (isOfKernel(path)) return orAbsent(lstat(path, { bigint: true }).then(factsOf));
      return at(path, "link", callers, async ({ facts }) => factsOf(facts));
    },

    realpath(path) {
      if (isOfKernel(path)) return orAbsent(realpath(path));
      return at(path, "any", callers, async ({ real }) => real);
    },

    readFile(path, maxBytes, { own = false } = {}) {
      if (isOfKernel(path)) return orAbsent(readOpened(path, path, maxBytes));
      return at(path, own ? "link" : "any", callers, async (found) => {
        if (!own) return readOpened(found.path, path, maxBytes, found.facts);
        const fault = (await whyNotOwn(found, callers)) ?? (found.facts.size > maxBytes ? tooLarge(maxBytes) : null);
        if (fault !== null) throw new Untrusted(NOT_OWN, fault);
        return readOpened(found.path, path, maxBytes, found.facts);
      });
    },

    names: (path, most) =>
      isOfKernel(path)
        ? orAbsent(namesIn(path, most))
        : at(path, "directory", callers, (found) => namesIn(found.path, most)),
  };
}

export const localFiles: Files = filesFor(ownCallers());

function isOfKernel(path: string): boolean {
  return resolve(path).startsWith("/proc/");
}

async function at<T>(path: string, end: End, callers: Callers, look: (found: Descended) => Promise<T>) {
  const found = await orAbsent(descend(path, end, callers));
  if (found === null) return null;
  try {
    return await orAbsent(look(found));
  } catch (error) {
    throw error instanceof Untrusted ? error : aboutPath(error, path);
  } finally {
    found.handle.close();
  }
}

function factsOf(found: BigIntStats): FileFacts {
  return {
    kind: kindOf(found),
    size: Number(found.size),
    device: Number(found.dev),
    inode: found.ino.toString(),
    uid: Number(found.uid),
    mode: Number(found.mode & 0o7777n),
    mtime: Number(found.mtimeMs),
  };
}

/** Only a regular file is opened: a FIFO would wait for a writer, and a device could react. */
async function readOpened(place: string, path: string, maxBytes: number, facts?: BigIntStats): Promise<Buffer> {
  if (facts !== undefined && !facts.isFile()) throw new Error(`${path} is not a regular file`);
  const file = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const content = (await file.stat()).size > maxBytes ? null : await readBounded(file, maxBytes);
    if (content === null) throw new Error(`${path} is larger than ${maxBytes} bytes`);
    return content;
  } finally {
    await file.close();
  }
}

async function whyNotOwn({ facts, path }: Descended, callers: Callers): Promise<string | null> {
  if (facts.isSymbolicLink()) return "it is a symbolic link";
  if (!facts.isFile()) return "it is not a regular file";
  if (callers.has(Number(facts.uid)) || (await keepsNoOwners(path))) return null;
  return `it belongs to user ${facts.uid}, and not to root or the user who runs rdump`;
}

function tooLarge(maxBytes: number): string {
  return `it is larger than ${maxBytes} bytes`;
}

async function namesIn(path: string, most: number): Promise<readonly Buffer[]> {
  const names: Buffer[] = [];
  const directory = await opendir(path, { encoding: "buffer" as BufferEncoding });
  try {
    while (names.length < most) {
      const entry = await directory.read();
      if (entry === null) break;
      names.push(entry.name as unknown as Buffer);
    }
  } finally {
    await directory.close();
  }
  return names;
}

function kindOf(stat: BigIntStats): FileKind {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  return stat.isSymbolicLink() ? "symlink" : "other";
}

async function orAbsent<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}
