import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a new file that only its owner can read, completely or not at all.
 *
 * @returns false if the path exists; then nothing is changed
 */
export async function createExclusively(path: string, content: string): Promise<boolean> {
  const temporary = `${path}.new-${process.pid}`;
  const file = await open(
    temporary,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
    0o600,
  );
  try {
    await file.writeFile(content);
    await file.sync();
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await file.close();
    await unlink(temporary).catch(() => {});
  }
  const directory = await open(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
  await directory.sync().finally(() => directory.close());
  return true;
}

/** 192 random bits, as one line. */
export function newPassphrase(): string {
  return `${randomBytes(24).toString("base64url")}\n`;
}
