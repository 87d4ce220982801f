import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { SureError, systemCode } from "../errors.ts";
import { type ByteString, fsPath, joinPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import { contentOf } from "./decompress.ts";
import { type Lock, takeLock } from "./lock.ts";
import { ownFilesIn } from "./own-files.ts";
import type { Place } from "./place.ts";
import { assertUnchanged, createFresh } from "./save.ts";

export interface AdoptOptions {
  readonly place: Place;
  /** The tree that the surefile belongs to: a mount point, since nothing may be written beneath one that is not mounted. */
  readonly root: ByteString;
  /** The surefile that was updated in a copy of that tree: a snapshot, a clone. */
  readonly from: Place;
}

/**
 * Takes over a surefile that was brought up to date in a snapshot of this tree. Nobody's work is lost: only a surefile that
 * is still the one that the snapshot held is replaced, which its backup there tells. Owner, mode and times are kept, and
 * nothing is written through a link.
 *
 * @returns false when it was taken over before
 * @throws SureError `locked` when another run writes the surefile, or it was changed since the snapshot; `missing` when
 *   there is nothing to take over; `usage` when the surefile is not in the tree, or the tree is not mounted
 */
export async function adopt({ place, root, from }: AdoptOptions): Promise<boolean> {
  if (!(await isMounted(root))) throw new SureError("usage", `nothing is mounted at ${quoted(root)}`);
  if (!ownFilesIn(root, place)) throw new SureError("usage", `${quoted(place.file)} is not within ${quoted(root)}`);
  const lock = takeLock(place);
  const files: FileHandle[] = [];
  const opened = async (path: ByteString): Promise<FileHandle | undefined> => {
    const file = await openRegular(path);
    if (file) files.push(file);
    return file;
  };
  try {
    const [fresh, before, own] = [await opened(from.file), await opened(from.backup), await opened(place.file)];
    if (!fresh) throw new SureError("missing", `there is no surefile ${quoted(from.file)}`);
    if (own && (await haveSameContent(own, fresh))) return false;
    const unchanged = own && before ? await haveSameContent(own, before) : !own && !before;
    if (!unchanged) {
      const words = "was changed, or made, after the snapshot was taken: it stays as it is";
      throw new SureError("locked", `${quoted(place.file)} ${words}`);
    }
    await replace(place, fresh, await own?.stat(), lock);
    return true;
  } finally {
    await Promise.all(files.map((file) => file.close()));
    lock.release();
  }
}

const quoted = (path: ByteString): string => JSON.stringify(escapeName(path));

async function isMounted(root: ByteString): Promise<boolean> {
  const [here, above] = await Promise.all([stat(fsPath(root)), stat(fsPath(joinPath(root, "..")))]);
  return here.dev !== above.dev || here.ino === above.ino;
}

/** `undefined` when nothing is there; what is no regular file is never opened for what it leads to. */
async function openRegular(path: ByteString): Promise<FileHandle | undefined> {
  let file: FileHandle;
  try {
    file = await open(fsPath(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    if (systemCode(error) === "ELOOP") throw new SureError("usage", `${quoted(path)} is a symbolic link`);
    throw error;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new SureError("usage", `${quoted(path)} is no regular file`);
}

async function haveSameContent(a: FileHandle, b: FileHandle): Promise<boolean> {
  if ((await a.stat()).size !== (await b.stat()).size) return false;
  const others = contentOf(b.fd);
  for await (const bytes of contentOf(a.fd)) {
    const { value } = await others.next();
    if (!value?.equals(bytes)) return false;
  }
  return (await others.next()).done === true;
}

async function replace(place: Place, from: FileHandle, old: Stats | undefined, lock: Lock): Promise<void> {
  const like = await from.stat();
  // It is compressed already: it passes as it is.
  const fresh = await createFresh({ ...place, compression: "plain" });
  try {
    for await (const bytes of contentOf(from.fd)) await fresh.write(bytes);
    await fresh.commit({ old, like }, () => {
      lock.assertHeld();
      assertUnchanged(place, old);
    });
  } finally {
    await fresh.discard();
  }
}
