import { read } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
import { corrupt, systemCode } from "../errors.ts";
import type { Compression } from "./place.ts";

const readFile = promisify(read);

/** Large enough for low fixed costs, small enough to have several in memory. */
const CHUNK = 1 << 17;

/** What gzip's trailer ends in: the length of all that was compressed, modulo 2^32, little-endian. */
const LENGTH_BYTES = 4;

/**
 * The uncompressed bytes of an open surefile. They are valid only after the last byte was read: the checksum is at the
 * end.
 *
 * @param fd the file, which is read from its start and stays open
 * @throws SureError `corrupt` for a damaged, truncated or continued file, `unsupported` for zstd without zstd
 */
export async function* decompressed(fd: number, compression: Compression): AsyncGenerator<Buffer, void> {
  switch (compression) {
    case "plain":
      yield* contentOf(fd);
      return;
    case "zstd":
      yield* (await import("./zstd.ts")).zstd("decompress", Readable.from(contentOf(fd)));
      return;
    case "gzip":
      yield* gunzipped(fd);
  }
}

/** The content of an open file from its start, in pieces. */
export async function* contentOf(fd: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await readFile(fd, Buffer.allocUnsafe(CHUNK), 0, CHUNK, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * The original reads the first member of a gzip file and no further, so anything behind it would be seen here and not
 * there. zlib ignores it without an error. It is detected because the last bytes of the file are not the length of the
 * output.
 */
async function* gunzipped(fd: number): AsyncGenerator<Buffer, void> {
  let tail: Buffer = Buffer.alloc(0);
  async function* watched(): AsyncGenerator<Buffer, void> {
    for await (const chunk of contentOf(fd)) {
      tail = Buffer.concat([tail, chunk.subarray(-LENGTH_BYTES)]).subarray(-LENGTH_BYTES);
      yield chunk;
    }
  }
  let length = 0;
  try {
    for await (const chunk of pipeline(watched(), createGunzip({ chunkSize: CHUNK }), () => {})) {
      length += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (!systemCode(error)?.startsWith("Z_")) throw error;
    throw corrupt(`the surefile is damaged (${(error as Error).message})`, error);
  }
  if (tail.length < LENGTH_BYTES) throw corrupt("the surefile is empty");
  if (tail.readUInt32LE() !== length % 2 ** 32) throw corrupt("the surefile has data after its gzip member");
}
