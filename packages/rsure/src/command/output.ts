import { once } from "node:events";
import type { Writable } from "node:stream";

const GATHERED = 1 << 16;

/** Buffered lines to a stream, with backpressure. */
export class LineOutput {
  #text = "";
  #error: unknown;
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error) => {
      this.#error ??= error;
    });
  }

  async line(text: string): Promise<void> {
    this.#text += `${text}\n`;
    if (this.#text.length >= GATHERED) await this.flush();
  }

  /** @throws what the stream failed with (`EPIPE` when the reader has gone) */
  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    if (this.#error) throw this.#error;
    if (text !== "" && !this.#stream.write(text)) await once(this.#stream, "drain");
  }
}
