import { lstat } from "node:fs/promises";
import { dirname } from "node:path";
import { createDirectory, createFile, removeCreated, systemReason, visible } from "@rdump/core";
import { type InitialConfig, newPassphrase, type Wish } from "@rdump/host";
import { CLI } from "../../codes.ts";

interface Files {
  readonly file: string;
  readonly text: string;
  readonly made: InitialConfig;
  readonly wish: Wish;
}

/** Writes the config last. After an error, the new files and directories are removed again. Returns the new files. */
export async function writeAll({ file, text, made, wish }: Files): Promise<readonly string[]> {
  const written: string[] = [];
  const directories: string[] = [];
  try {
    for (const path of [dirname(file), ...made.directories]) directories.push(...(await makeDirectory(path)));
    const secret = wish.repository?.passphraseFile ?? null;
    if (secret !== null && (await lstat(secret).catch(() => null)) === null) {
      directories.push(...(await makeDirectory(dirname(secret))));
      await create(secret, newPassphrase());
      written.push(secret);
    }
    await create(file, text);
    written.push(file);
    return written;
  } catch (error) {
    for (const path of written) await removeCreated(path, "file");
    for (const path of directories.reverse()) await removeCreated(path, "directory");
    throw error;
  }
}

/** The directories that were missing, the uppermost first. */
async function makeDirectory(path: string): Promise<readonly string[]> {
  const found = await lstat(path).catch(() => null);
  if (found !== null) return [];
  const above = await makeDirectory(dirname(path));
  await createDirectory(path).catch((error: Error) => {
    throw CLI.failure("init-failed", `${visible(path)}: ${visible(systemReason(error, path))}.`);
  });
  return [...above, path];
}

async function create(path: string, content: string): Promise<void> {
  const isNew = await createFile(path, content).catch((error: Error) => {
    throw CLI.failure("init-failed", `${visible(path)}: ${visible(systemReason(error, path))}.`);
  });
  if (!isNew) throw CLI.failure("init-exists", `${visible(path)} exists.`);
}
