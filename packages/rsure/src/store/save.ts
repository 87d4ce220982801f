import { once } from "node:events";
import { createReadStream, lstatSync, type Stats } from "node:fs";
import { type FileHandle, link, open, rename, rm } from "node:fs/promises";
import { PassThrough, type Readable, type Transform, type TransformOptions, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, type ZlibOptions } from "node:zlib";
import { SureError } from "../errors.ts";
import { fsPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import type { Compression, Place } from "./place.ts";
import { isUnsupported } from "./unsupported.ts";

/** Small writes are gathered up to this, so that the compressor is called seldom. */
const GATHERED = 1 << 17;

/** So much may wait for the compressor before the walk has to: it shares the cores with the threads that hash. */
const AHEAD = 1 << 20;

/** Half of a line is digest, which no level makes smaller: 6 takes half as long again and saves a thirtieth. */
const LEVEL = 3;

/** What repeats in a surefile stands a few dozen lines apart: looking back 8 KiB is quicker than 32, and the file is smaller for it. */
const WINDOW_BITS = 13;

/** zlib's options pass on to the stream. */
const GZIP: ZlibOptions & TransformOptions = {
  level: LEVEL,
  windowBits: WINDOW_BITS,
  chunkSize: GATHERED,
  writableHighWaterMark: AHEAD,
};

/** A surefile on its way: it takes the place of the old one only when all of it is on the disk. */
export interface FreshFile {
  write(bytes: Buffer): Promise<void>;
  /**
   * Finishes the file and makes it the surefile; the one before it becomes the backup. At every instant there is a whole
   * surefile under its name.
   *
   * @param old the surefile that is replaced: it becomes the backup, and its mode and owner pass on
   * @param like whose mode, owner and times it gets instead
   * @param check asked when all is on the disk; throws when the surefile must not be replaced after all
   */
  commit(
    replaced: { readonly old: Stats | undefined; readonly like?: Stats | undefined },
    check: () => void,
  ): Promise<void>;
  /** Removes what was written. Harmless after `commit`. */
  discard(): Promise<void>;
}

/** Opens the temporary file. The caller holds the lock, so a file of that name is a dead run's and goes. */
export async function createFresh(place: Place): Promise<FreshFile> {
  await rm(fsPath(place.fresh), { force: true });
  const file = await open(fsPath(place.fresh), "wx", 0o666);
  const { input, done } = startWriting(file, place.compression);
  let gathered: Buffer[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const [only] = gathered;
    const bytes = gathered.length === 1 && only ? only : Buffer.concat(gathered);
    gathered = [];
    length = 0;
    if (!input.write(bytes)) await Promise.race([once(input, "drain"), done]);
  };
  let isOpen = true;
  return {
    async write(bytes) {
      gathered.push(bytes);
      length += bytes.length;
      if (length >= GATHERED) await flush();
    },
    async commit({ old, like }, check) {
      await flush();
      input.end();
      await done;
      const model = like ?? old;
      if (model) await inherit(file, model);
      if (like) await file.utimes(like.atimeMs / 1000, like.mtimeMs / 1000);
      await file.sync();
      isOpen = false;
      await file.close();
      check();
      if (old) await keepBackup(place);
      await rename(fsPath(place.fresh), fsPath(place.file));
      await syncDirectory(place);
    },
    async discard() {
      if (isOpen) {
        isOpen = false;
        input.destroy();
        await done.catch(() => {});
        await file.close();
      }
      await rm(fsPath(place.fresh), { force: true });
    },
  };
}

/**
 * Something that takes no lock (the original, a restore) may have replaced the surefile meanwhile.
 *
 * @throws SureError `locked`
 */
export function assertUnchanged(place: Place, old: Stats | undefined): void {
  const now = lstatSync(fsPath(place.file), { throwIfNoEntry: false });
  if (now?.ino !== old?.ino || now?.size !== old?.size || now?.mtimeMs !== old?.mtimeMs)
    throw new SureError("locked", "the surefile was replaced while it was read: nothing was written");
}

/**
 * A rename puts the new file where the link was: what the link leads to would stay as it is and be taken for the surefile
 * by whoever names it directly, under a lock of its own.
 *
 * @throws SureError `usage`
 */
export function assertNoLink({ file }: Place): void {
  if (!lstatSync(fsPath(file), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const words = "is a symbolic link, which would be replaced: name the file that it leads to";
  throw new SureError("usage", `${JSON.stringify(escapeName(file))} ${words}`);
}

function startWriting(file: FileHandle, compression: Compression): { input: Writable; done: Promise<void> } {
  const input: Transform = compression === "gzip" ? createGzip(GZIP) : new PassThrough({ highWaterMark: GATHERED });
  const output = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const bytes of source) await file.writeFile(bytes);
  };
  const done = compression === "zstd" ? pipeline(input, compressedByZstd, output) : pipeline(input, output);
  done.catch(() => {});
  return { input, done };
}

async function* compressedByZstd(source: Readable): AsyncGenerator<Buffer, void> {
  yield* (await import("./zstd.ts")).zstd("compress", source);
}

/** Best effort: an unprivileged run cannot give a file away, and some file systems know neither modes nor owners. */
async function inherit(file: FileHandle, old: Stats): Promise<void> {
  const ignoreUnsupported = (error: unknown): void => {
    if (!isUnsupported(error)) throw error;
  };
  await file.chown(old.uid, old.gid).catch(ignoreUnsupported);
  await file.chmod(old.mode & 0o7777).catch(ignoreUnsupported);
}

/** Gives the surefile its backup's name as well. Where hard links do not exist, the backup is a copy. */
async function keepBackup(place: Place): Promise<void> {
  await rm(fsPath(place.freshBackup), { force: true });
  try {
    await link(fsPath(place.file), fsPath(place.freshBackup));
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    const copy = await open(fsPath(place.freshBackup), "wx", 0o666);
    try {
      for await (const bytes of createReadStream(fsPath(place.file))) await copy.writeFile(bytes);
      await copy.sync();
    } finally {
      await copy.close();
    }
  }
  await rename(fsPath(place.freshBackup), fsPath(place.backup));
  // Where both names are the same file already (a crash came in between once), a rename leaves both.
  await rm(fsPath(place.freshBackup), { force: true });
}

async function syncDirectory(place: Place): Promise<void> {
  const directory = await open(fsPath(place.directory), "r");
  try {
    await directory.sync();
  } catch (error) {
    if (!isUnsupported(error)) throw error;
  } finally {
    await directory.close();
  }
}
