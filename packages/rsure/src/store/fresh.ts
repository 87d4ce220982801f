import { once } from "node:events";
import type { Stats } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import { PassThrough, type Readable, type Transform, type TransformOptions, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, type ZlibOptions } from "node:zlib";
import { pathOf } from "../descriptor/path.ts";
import { keepBackup } from "./backup.ts";
import type { Found, StoreDirectory } from "./directory.ts";
import type { Notice } from "./notice.ts";
import { expectedAs, isSame, READABLE_BY_OTHERS } from "./ownership.ts";
import type { Compression } from "./place.ts";
import { assertReplaceable, replacedMeanwhile } from "./replaceable.ts";
import { isUnsupported, OWN_MODE } from "./unsupported.ts";

/** Small writes are collected up to this size, so that the compressor is called rarely. */
const GATHERED = 1 << 17;

/** The amount that may wait for the compressor before the scan waits: it shares the cores with the hashing threads. */
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

/** A new surefile: it replaces the old one only when all of it is on the disk. */
export interface FreshFile {
  /** As the file system keeps it: every trusted surefile here has the same owner. */
  readonly stats: Stats;
  write(bytes: Buffer): Promise<void>;
  /**
   * Ends the writing without a commit, so that the content can be read.
   *
   * @returns the descriptor; it stays open until `discard`
   */
  readBack(): Promise<number>;
  /**
   * Finishes the file and makes it the surefile; the one before it becomes the backup. At every instant there is a whole
   * surefile under its name.
   *
   * @param old the surefile that is replaced, open
   * @param check asked when all is on the disk; throws when the surefile must not be replaced after all
   * @throws SureError `locked` when the surefile was replaced meanwhile
   */
  commit(old: Found | undefined, check: () => void): Promise<void>;
  /** Removes the written file, but not a later file with its name. Has no effect after `commit`. */
  discard(): Promise<void>;
}

export interface FreshOptions {
  readonly compression: Compression;
  /** The times that the file gets, instead of those of now. */
  readonly times?: Stats | undefined;
  onNotice(notice: Notice): void;
}

/** Opens the temporary file. The caller holds the lock, so a file of that name is from a dead run and is removed. */
export async function createFresh(store: StoreDirectory, options: FreshOptions): Promise<FreshFile> {
  const { place } = store;
  store.clear(place.fresh);
  const file = await open(store.at(place.fresh), "wx+", OWN_MODE);
  const stats = await narrowed(file);
  if (isExposed(store, stats))
    options.onNotice({ type: "exposed", file: store.escapedPath(place.name), mode: stats.mode });
  const { input, done } = startWriting(file, options.compression);
  let gathered: Buffer[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const [only] = gathered;
    const bytes = gathered.length === 1 && only ? only : Buffer.concat(gathered);
    gathered = [];
    length = 0;
    if (!input.write(bytes)) await Promise.race([once(input, "drain"), done]);
  };
  let isEnded = false;
  const end = async (): Promise<void> => {
    if (isEnded) return;
    isEnded = true;
    await flush();
    input.end();
    await done;
  };
  let isOpen = true;
  return {
    stats,
    async write(bytes) {
      gathered.push(bytes);
      length += bytes.length;
      if (length >= GATHERED) await flush();
    },
    async readBack() {
      await end();
      return file.fd;
    },
    async commit(old, check) {
      await end();
      if (options.times) await file.utimes(options.times.atimeMs / 1000, options.times.mtimeMs / 1000);
      await file.sync();
      check();
      assertReplaceable(store, old?.stats, expectedAs(stats), options.onNotice);
      if (old) await keepBackup(store, old, options.onNotice);
      await rename(store.at(place.fresh), store.at(place.name));
      if (!isSame(store.look(place.name), stats)) throw replacedMeanwhile();
      await syncDirectory(store);
      isOpen = false;
      await file.close();
    },
    async discard() {
      if (isOpen) {
        isOpen = false;
        input.destroy();
        await done.catch(() => {});
        await file.close();
      }
      if (isSame(store.look(place.fresh), stats)) store.clear(place.fresh);
    },
  };
}

/** The mode is set once more: a umask may have taken from it, and an access control list of the directory may have added. */
async function narrowed(file: FileHandle): Promise<Stats> {
  await file.chmod(OWN_MODE).catch((error: unknown) => {
    if (!isUnsupported(error)) throw error;
  });
  return file.stat();
}

/**
 * Without modes in the file system, the mount determines who can read the file. Users who cannot enter the directory
 * cannot read it.
 */
const isExposed = (store: StoreDirectory, { mode }: Stats): boolean =>
  (mode & READABLE_BY_OTHERS) !== 0 && (store.stats().mode & 0o011) !== 0;

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

async function syncDirectory(store: StoreDirectory): Promise<void> {
  const directory = await open(pathOf(store.fd), "r");
  try {
    await directory.sync();
  } catch (error) {
    if (!isUnsupported(error)) throw error;
  } finally {
    await directory.close();
  }
}
