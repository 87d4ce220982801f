import { constants } from "node:fs";
import { open } from "node:fs/promises";

export type FoundText = { readonly text: string } | { readonly fault: string };

/**
 * The text of a regular file of at most so many bytes, or why what stands there is none: no link is followed, and no FIFO is
 * waited for. That there is nothing, or that it cannot be read, is thrown as the system says it.
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
    if (stat.size > most) return { fault: `it is larger than ${most} bytes` };
    return { text: await file.readFile("utf8") };
  } finally {
    await file.close();
  }
}
