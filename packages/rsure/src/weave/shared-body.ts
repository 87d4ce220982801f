import { shareText } from "./text.ts";

/** Number of bytes that are kept for the slower reader. A reader that is further behind reads the source again. */
const MOST_HELD = 1 << 22;

interface Reader {
  /** How many bytes it has been given. */
  at: number;
}

/** A weave's body that is decompressed once for two readers, who go through it at about the same pace. */
export class SharedBody {
  /** Yield the same buffers. Each is read from the start, once. */
  readonly readers: readonly [AsyncGenerator<Buffer, void>, AsyncGenerator<Buffer, void>];
  readonly #open: () => AsyncGenerator<Buffer, void>;
  readonly #mostHeld: number;
  readonly #reading = new Set<Reader>();
  /** What the slower reader has yet to be given; `#start` and `#end` are where in the body it stands. */
  readonly #held: Buffer[] = [];
  #start = 0;
  #end = 0;
  #source: AsyncGenerator<Buffer, void> | undefined;
  /** The current step; a failed step is kept, so that both readers get its error. */
  #step: Promise<boolean> | undefined;

  /** @param open reads the body from its start; each call gives the same bytes, perhaps in other pieces */
  constructor(open: () => AsyncGenerator<Buffer, void>, mostHeld = MOST_HELD) {
    this.#open = open;
    this.#mostHeld = mostHeld;
    this.readers = [this.#reader(), this.#reader()];
  }

  /** Closes the source. Close the readers first. */
  async close(): Promise<void> {
    await this.#source?.return();
  }

  /** Counts as reading from now on, not from when the generator starts: the other reader may be faster. */
  #reader(): AsyncGenerator<Buffer, void> {
    const reader: Reader = { at: 0 };
    this.#reading.add(reader);
    return this.#chunks(reader);
  }

  async *#chunks(reader: Reader): AsyncGenerator<Buffer, void> {
    try {
      while (reader.at >= this.#start) {
        if (reader.at === this.#end && !(await this.#next())) return;
        const chunk = this.#heldAt(reader.at);
        if (!chunk) continue;
        reader.at += chunk.length;
        this.#release();
        yield chunk;
      }
    } finally {
      this.#reading.delete(reader);
      this.#release();
    }
    yield* this.#anew(reader.at);
  }

  /** @returns false at the end of the body */
  async #next(): Promise<boolean> {
    this.#step ??= this.#fetch();
    const isThere = await this.#step;
    this.#step = undefined;
    return isThere;
  }

  async #fetch(): Promise<boolean> {
    this.#source ??= this.#open();
    const { value, done } = await this.#source.next();
    if (done) return false;
    shareText(value);
    this.#held.push(value);
    this.#end += value.length;
    while (this.#end - this.#start > this.#mostHeld && this.#held.length > 1) this.#drop();
    return true;
  }

  #heldAt(at: number): Buffer | undefined {
    let start = this.#start;
    for (const chunk of this.#held) {
      if (start === at) return chunk;
      start += chunk.length;
    }
    return undefined;
  }

  #release(): void {
    const slowest = Math.min(this.#end, ...[...this.#reading].map(({ at }) => at));
    while (this.#held[0] && this.#start + this.#held[0].length <= slowest) this.#drop();
  }

  #drop(): void {
    this.#start += this.#held.shift()?.length ?? 0;
  }

  async *#anew(from: number): AsyncGenerator<Buffer, void> {
    let skipped = from;
    for await (const chunk of this.#open()) {
      if (chunk.length > skipped) yield chunk.subarray(skipped);
      skipped = Math.max(0, skipped - chunk.length);
    }
  }
}
