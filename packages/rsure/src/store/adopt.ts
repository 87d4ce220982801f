import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { SureError, systemCode } from "../errors.ts";
import { type ByteString, fsPath, joinPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import { takeLock } from "./lock.ts";
import { ownFilesIn } from "./own-files.ts";
import type { Place } from "./place.ts";
import { createFresh } from "./save.ts";

export interface AdoptOptions {
  readonly place: Place;
  /** The tree that the surefile belongs to: a mount point, since nothing may be written beneath one that is not mounted. */
  readonly root: ByteString;
  /** The surefile that was updated in a copy of that tree: a snapshot, a clone. */
  readonly from: Place;
}

const PIECE = 1 << 17;

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
  const fresh = await openRegular(from.file);
  try {
    if (!fresh) throw new SureError("missing", `there is no surefile ${quoted(from.file)}`);
    const before = await openRegular(from.backup);
    const own = await openRegular(place.file);
    try {
      if (own && (await haveSameContent(own, fresh))) return false;
      const unchanged = own && before ? await haveSameContent(own, before) : !own && !before;
      if (!unchanged) {
        const words = "was changed, or made, after the snapshot was taken: it stays as it is";
        throw new SureError("locked", `${quoted(place.file)} ${words}`);
      }
      await replace(place, fresh, await own?.stat(), () => lock.assertHeld());
    } finally {
      await own?.close();
      await before?.close();
    }
    return true;
  } finally {
    await fresh?.close();
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
  for (let at = 0; ; ) {
    const [left, right] = await Promise.all([pieceOf(a, at), pieceOf(b, at)]);
    if (!left.equals(right)) return false;
    if (left.length === 0) return true;
    at += left.length;
  }
}

async function pieceOf(file: FileHandle, at: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at);
  return buffer.subarray(0, bytesRead);
}

async function replace(place: Place, from: FileHandle, old: Stats | undefined, check: () => void): Promise<void> {
  const like = await from.stat();
  // It is compressed already: it passes as it is.
  const fresh = await createFresh({ ...place, compression: "plain" });
  try {
    for (let at = 0; ; ) {
      const piece = await pieceOf(from, at);
      if (piece.length === 0) break;
      at += piece.length;
      await fresh.write(piece);
    }
    await fresh.commit({ old, like }, check);
  } finally {
    await fresh.discard();
  }
}
