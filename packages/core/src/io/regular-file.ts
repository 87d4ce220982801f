import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { refuseForeign } from "./trust/own-file.ts";

export type FoundText = { readonly text: string } | { readonly fault: string };

/** As `readRegularBytes`, as text. */
export async function readRegularFile(path: string, most: number): Promise<FoundText> {
  const found = await readRegularBytes(path, most);
  return "fault" in found ? found : { text: found.bytes.toString("utf8") };
}

/**
 * The content of a regular file of the state directory, up to a size limit, or why the object is not such a file. No link
 * is followed, and no FIFO is awaited. A missing or unreadable file is thrown as the error of the system.
 *
 * @throws a `Failure` when another user wrote it or can write to it
 */
export async function readRegularBytes(
  path: string,
  most: number,
): Promise<{ readonly bytes: Buffer } | { readonly fault: string }> {
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
    const content = stat.size > most ? null : await readBounded(file, most, stat.size);
    return content === null ? { fault: `it is larger than ${most} bytes` } : { bytes: content };
  } finally {
    await file.close();
  }
}

const CHUNK = 64 * 1024;

/**
 * The content of an open file; null when it is larger than so many bytes. A file that grows while it is read counts too.
 *
 * @param expected its size as far as it is known, in bytes: so much is read at once
 */
export async function readBounded(file: FileHandle, most: number, expected = 0): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for (let filled = 0; ; ) {
    const chunk = Buffer.allocUnsafe(Math.min(Math.max(CHUNK, expected - filled), most + 1 - filled));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, filled);
    if (bytesRead === 0) return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    filled += bytesRead;
    if (filled > most) return null;
    chunks.push(chunk.subarray(0, bytesRead));
  }
}
