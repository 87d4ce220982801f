import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { refuseForeign } from "./trust/own-file.ts";

export type FoundText = { readonly text: string } | { readonly fault: string };

/**
 * The text of a regular file of the state directory, up to a size limit, or why the object is not such a file. No link
 * is followed, and no FIFO is awaited. A missing or unreadable file is thrown as the error of the system.
 *
 * @throws a `Failure` when another user wrote it or can write to it
 */
export async function readRegularFile(path: string, most: number): Promise<FoundText> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    // A link; a socket.
    if (error.code === "ELOOP" || error.code === "ENXIO") return null;
    throw error;
  });
  if (file === null) return { fault: "it is not a regular file" };
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return { fault: "it is not a regular file" };
    await refuseForeign(file, path);
    const content = stat.size > most ? null : await readBounded(file, most);
    return content === null ? { fault: `it is larger than ${most} bytes` } : { text: content.toString("utf8") };
  } finally {
    await file.close();
  }
}

const CHUNK = 64 * 1024;

/** The content of an open file; null when it is larger than so many bytes. A file that grows while it is read counts too. */
export async function readBounded(file: FileHandle, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for (let filled = 0; ; ) {
    const chunk = Buffer.alloc(Math.min(CHUNK, most + 1 - filled));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, filled);
    if (bytesRead === 0) return Buffer.concat(chunks);
    filled += bytesRead;
    if (filled > most) return null;
    chunks.push(chunk.subarray(0, bytesRead));
  }
}
