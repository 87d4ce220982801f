import { close as closeDescriptor, type Stats } from "node:fs";
import { promisify } from "node:util";
import { caller } from "../descriptor/open-directory.ts";
import { corrupt, SureError } from "../errors.ts";
import { type Header, parseHeader } from "../format/header.ts";
import { type WholeLines, wholeLines } from "../weave/chunks.ts";
import { decompressed } from "./decompress.ts";
import { type Found, StoreDirectory } from "./directory.ts";
import { expectedIn, whyUntrusted } from "./ownership.ts";
import type { Compression, Place } from "./place.ts";

/**
 * A surefile that is open for reading. It is the same file for every read, even if another file gets its name.
 */
export interface Surefile {
  readonly header: Header;
  readonly fd: number;
  readonly stats: Stats;
  /** The weave behind the header, in buffers of whole lines. Each call reads all of it. */
  body(): AsyncGenerator<Buffer, void>;
  close(): Promise<void>;
}

/** Called if a surefile is read that another user can have planted. `why`: "belongs to user 1000". */
export type OnUntrusted = (why: string) => void;

const closeFile = promisify(closeDescriptor);

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Opens a surefile for reading. An untrusted surefile is read too, and reported.
 *
 * @throws SureError `missing` when there is no such file, `corrupt` when its header cannot be read, `untrusted` when it
 * is no regular file. Damage further on shows when the body is read.
 * @param signal as for `readSurefileOf`
 */
export async function openSurefile(place: Place, onUntrusted?: OnUntrusted, signal?: AbortSignal): Promise<Surefile> {
  const store = StoreDirectory.open(place);
  try {
    const found = store.find(place.name);
    if (!found) throw new SureError("missing", `surefile not found: ${store.shown(place.name)}`);
    // Root can replace every file.
    const { owners, keepsModes } = expectedIn(store);
    const why = whyUntrusted(store, found.stats, { owners: [...owners, caller(), 0], keepsModes });
    if (found.fd === undefined) throw new SureError("untrusted", `${store.shown(place.name)} ${why}: it was not read`);
    if (why !== undefined) onUntrusted?.(why);
    return await readSurefileOf(found, place.compression, signal);
  } catch (error) {
    throw store.named(error);
  } finally {
    store.close();
  }
}

/**
 * @param signal ends each read of the body with its reason: a small file can have a body of terabytes
 * @throws SureError `corrupt`; the file is closed then
 */
export async function readSurefileOf(
  { fd, stats }: Found,
  compression: Compression,
  signal?: AbortSignal,
): Promise<Surefile> {
  if (fd === undefined) throw new Error("only a regular file can be read");
  try {
    const { header, lines } = await readHeader(fd, compression);
    /** What reading the header began is gone on with, once. */
    let begun: WholeLines | undefined = lines;
    return {
      header,
      fd,
      stats,
      body() {
        const { rest } = begun ?? {};
        begun = undefined;
        return unlessAborted(rest ?? readBody(fd, compression), signal);
      },
      async close() {
        await lines.close();
        await closeFile(fd);
      },
    };
  } catch (error) {
    await closeFile(fd);
    throw error;
  }
}

async function* unlessAborted(
  body: AsyncIterable<Buffer>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer, void> {
  for await (const chunk of body) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

async function readHeader(fd: number, compression: Compression): Promise<{ header: Header; lines: WholeLines }> {
  const lines = await wholeLines(decompressed(fd, compression));
  try {
    return { header: parseHeader(decoded(lines.first)), lines };
  } catch (error) {
    await lines.close();
    throw error;
  }
}

function decoded(first: Buffer): string {
  try {
    return utf8.decode(first);
  } catch (error) {
    throw corrupt("the surefile's header is not UTF-8", error);
  }
}

/** The weave of an open surefile behind its header, in buffers of whole lines. */
export async function* readBody(fd: number, compression: Compression): AsyncGenerator<Buffer, void> {
  const { rest } = await wholeLines(decompressed(fd, compression));
  yield* rest;
}
