import { readSync } from "node:fs";
import { cryptoModule } from "../late.ts";
import type { Digest } from "./batch.ts";

/** Fits in a core's second-level cache, so that what was read is still there when it is hashed. */
const BUFFER = 1 << 17;

/**
 * After this much of one file the thread may see to something else: less than a millisecond, since another thread may wait
 * for its next file.
 */
const SLICE = 1 << 20;

/** Reads files and writes their digests as attributes. One for each thread: it owns the buffer. */
export class ContentReader {
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER);
  readonly #digests: readonly Digest[];

  constructor(digests: readonly Digest[]) {
    this.#digests = digests;
  }

  /**
   * The digests of a file that fits the buffer, as `sha1 f572d3... `, or `undefined` when it does not, or is shorter by now:
   * `long` reads it then.
   *
   * @param size the file's size when it was opened. What was appended since is not read.
   */
  short(fd: number, size: number): string | undefined {
    if (size > BUFFER) return undefined;
    if (readSync(fd, this.#buffer, 0, size, 0) !== size) return undefined;
    const content = this.#buffer.subarray(0, size);
    const { hash } = cryptoModule();
    let text = "";
    for (const digest of this.#digests) text += `${digest} ${hash(digest, content, "hex")} `;
    return text;
  }

  /**
   * The digests of any file. Yields the number of bytes read so far, now and then.
   *
   * @param size as for `short`: a file that grows as fast as it is read has an end all the same
   */
  *long(fd: number, size: number): Generator<number, { readonly text: string; readonly bytes: number }> {
    const hashes = this.#digests.map((digest) => cryptoModule().createHash(digest));
    let at = 0;
    for (let slice = SLICE; ; ) {
      const length = readSync(fd, this.#buffer, 0, Math.min(BUFFER, size - at), at);
      if (length === 0) break;
      at += length;
      const content = this.#buffer.subarray(0, length);
      for (const one of hashes) one.update(content);
      if (at < slice) continue;
      yield at;
      slice = at + SLICE;
    }
    const text = hashes.map((one, index) => `${this.#digests[index]} ${one.digest("hex")} `).join("");
    return { text, bytes: at };
  }
}
