import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { type Breach, locate } from "./locate.ts";
import { effectiveUser, flawOf } from "./standing.ts";

export type OpenedTrusted =
  /** `file` is what was checked; its kind is for the caller to look at. */
  { readonly state: "open"; readonly file: FileHandle } | { readonly state: "breach"; readonly breach: Breach };

/**
 * Opens what a path leads to, for reading, if only root and the caller can change or replace it.
 *
 * @throws Node's error: ENOENT when nothing is there
 */
export async function openTrusted(path: string, user: number): Promise<OpenedTrusted> {
  const found = await locate(path, user);
  if (found.state === "breach") return found;
  if (found.state === "absent") {
    throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), {
      code: "ENOENT",
      syscall: "open",
    });
  }
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Without O_NONBLOCK, opening a pipe without a writer would wait for ever.
  const file = await open(found.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = await file.stat();
    const flaw = flawOf(stat, user);
    if (flaw === null) return { state: "open", file };
    await file.close();
    const breach: Breach = { path: found.path, what: "file", flaw, uid: stat.uid, mode: stat.mode & 0o7777 };
    return { state: "breach", breach };
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
}

/**
 * The path without links, if only root and the caller can change or replace the object; else null. A later read gets
 * the same object.
 */
export async function trustedPath(path: string): Promise<string | null> {
  const found = await locate(path, effectiveUser()).catch(() => null);
  return found?.state === "there" ? found.path : null;
}

/** Whether only root and the caller can replace the directory at a path, or one that the caller creates there. */
export async function isIrreplaceable(path: string): Promise<boolean> {
  const found = await locate(path, effectiveUser()).catch(() => null);
  return found?.state === "absent" || (found?.state === "there" && found.stat.isDirectory());
}
