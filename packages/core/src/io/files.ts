import { constants, type Stats } from "node:fs";
import { lstat, open, opendir, realpath } from "node:fs/promises";
import type { FileFacts, FileKind, ReadIo } from "./capability.ts";

/** The part of `ReadIo` that looks at files. */
export const localFiles: Pick<ReadIo, "lstat" | "realpath" | "readFile" | "names"> = {
  async lstat(path) {
    const found = await orAbsent(lstat(path, { bigint: true }));
    if (found === null) return null;
    const facts: FileFacts = {
      kind: kindOf(found as unknown as Stats),
      size: Number(found.size),
      device: Number(found.dev),
      inode: found.ino.toString(),
      uid: Number(found.uid),
      mode: Number(found.mode & 0o7777n),
    };
    return facts;
  },

  realpath: (path) => orAbsent(realpath(path)),

  async readFile(path, maxBytes) {
    // O_NONBLOCK: a FIFO in the place of a file must not stop the run for ever.
    const file = await orAbsent(open(path, constants.O_RDONLY | constants.O_NONBLOCK));
    if (file === null) return null;
    try {
      const { size } = await regularFile(path, file.stat());
      if (size > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes`);
      const buffer = Buffer.alloc(maxBytes + 1);
      let filled = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
        filled += bytesRead;
        if (filled > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes`);
        if (bytesRead === 0) return buffer.subarray(0, filled);
      }
    } finally {
      await file.close();
    }
  },

  async names(path, most) {
    const directory = await orAbsent(opendir(path, { encoding: "buffer" as BufferEncoding }));
    if (directory === null) return null;
    const names: Buffer[] = [];
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
  },
};

async function regularFile(path: string, stat: Promise<Stats>): Promise<Stats> {
  const found = await stat;
  if (!found.isFile()) throw new Error(`${path} is not a regular file`);
  return found;
}

function kindOf(stat: Stats): FileKind {
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
