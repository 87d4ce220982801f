import { fchmodSync, fstatSync, linkSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { systemCode } from "../errors.ts";
import { keepsCtime } from "../scan/trust.ts";
import { contentOf } from "./decompress.ts";
import type { Found, StoreDirectory } from "./directory.ts";
import type { Notice } from "./notice.ts";
import { isSame, READABLE_BY_OTHERS } from "./ownership.ts";
import { replacedMeanwhile } from "./replaceable.ts";
import { isUnsupported, OWN_MODE } from "./unsupported.ts";

/**
 * Gives the surefile its backup's name as well. Where that is not possible the backup is a copy, which is made from the
 * open file: under the name of it another user may have put something else by now.
 *
 * @param old the surefile, open and trusted
 * @throws SureError `locked` when something else has its name
 */
export async function keepBackup(store: StoreDirectory, old: Found, onNotice: (notice: Notice) => void): Promise<void> {
  const { backup, freshBackup } = store.place;
  if (old.fd === undefined) throw new Error("only a regular file has a backup");
  store.clear(freshBackup);
  if (!linkBackup(store, old)) await copyBackup(store, old.fd);
  if (store.look(backup)?.isDirectory()) store.setAside(backup);
  await rename(store.at(freshBackup), store.at(backup));
  // Where both names are the same file already (a crash came in between once), a rename leaves both.
  store.clear(freshBackup);
  narrow(store, old, onNotice);
}

/** @returns false where the file cannot have a second name */
function linkBackup(store: StoreDirectory, old: Found): boolean {
  const { name, freshBackup } = store.place;
  try {
    linkSync(store.at(name), store.at(freshBackup));
  } catch (error) {
    // The surefile that was read has few names, so one more is possible.
    if (systemCode(error) === "ENOENT" || (systemCode(error) === "EMLINK" && hasHardLinks(store)))
      throw replacedMeanwhile();
    // The directory has another quota project than the file: XFS and ext4 refuse to link it there. Each user can set that.
    if (systemCode(error) === "EXDEV") return false;
    if (!isUnsupported(error) || hasHardLinks(store)) throw error;
    return false;
  }
  if (isSame(store.look(freshBackup), old.stats)) return true;
  store.clear(freshBackup);
  throw replacedMeanwhile();
}

/** The file systems that are known to keep ctime are also known to have hard links. */
const hasHardLinks = (store: StoreDirectory): boolean => keepsCtime(store.fileSystemType());

async function copyBackup(store: StoreDirectory, old: number): Promise<void> {
  const copy = await open(store.at(store.place.freshBackup), "wx", OWN_MODE);
  try {
    for await (const bytes of contentOf(old)) await copy.writeFile(bytes);
    await copy.sync();
  } finally {
    await copy.close();
  }
}

/** A surefile of an earlier version with another mode, or one whose mode was changed since. */
function narrow(store: StoreDirectory, { fd, stats }: Found, onNotice: (notice: Notice) => void): void {
  if (fd === undefined || (stats.mode & READABLE_BY_OTHERS) === 0) return;
  try {
    fchmodSync(fd, OWN_MODE);
  } catch (error) {
    if (!isUnsupported(error)) throw error;
  }
  if ((fstatSync(fd).mode & READABLE_BY_OTHERS) !== 0) return;
  onNotice({ type: "narrowed", file: store.escapedPath(store.place.name), mode: stats.mode & 0o7777 });
}
