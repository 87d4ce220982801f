import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { refuseForeign } from "./trust/own-file.ts";

export type FoundText = { readonly text: string } | { readonly fault: string };

/**
 * The text of a regular file of the state directory, of at most so many bytes, or why what stands there is none: no link is
 * followed, and no FIFO is waited for. That there is nothing, or that it cannot be read, is thrown as the system says it.
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
  if (file === null) return { fault: "it is no regular file" };
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return { fault: "it is no regular file" };
    await refuseForeign(file, path);
    if (stat.size > most) return { fault: `it is larger than ${most} bytes` };
    return { text: await file.readFile("utf8") };
  } finally {
    await file.close();
  }
}
