import type { Moved, Progress } from "@rdump/core/provider";
import { STREAM_SIZE } from "./commands.ts";

/** Counts the bytes of streams that follow each other, from the lines of `zfs send -P -v`. */
export class StreamCount {
  readonly #progress: (progress: Progress) => void;
  #before = 0;
  #bytes = 0;
  #total: number | null = null;

  constructor(progress: (progress: Progress) => void) {
    this.#progress = progress;
  }

  nextStream(): void {
    this.#before = this.#bytes;
  }

  readonly stderr = (line: Buffer): void => {
    const size = STREAM_SIZE.exec(line.toString("latin1"))?.[1];
    if (size !== undefined) this.#total = (this.#total ?? 0) + Number(size);
  };

  readonly moved = (now: number): void => {
    // Each snapshot of a stream is counted from zero.
    if (this.#before + now < this.#bytes) this.#before = this.#bytes;
    this.#bytes = this.#before + now;
    this.#progress({ bytes: this.#bytes, ...(this.#total === null ? {} : { totalBytes: this.#total }) });
  };

  /** All bytes, as far as they are known. */
  all(): Moved {
    return { bytes: Math.max(this.#bytes, this.#total ?? 0) };
  }
}
