/**
 * A place in a sequence of lines. `line` is the line there, without LF, or `undefined` behind the last one.
 *
 * `advance` moves to the next line as long as one is at hand; when it returns false, `line` holds nothing of use and
 * `refill` must be awaited, which fetches more and moves on. The split exists because awaiting every line would cost more
 * than all the rest of the work on it.
 */
export interface Cursor {
  readonly line: string | undefined;
  advance(): boolean;
  refill(): Promise<void>;
}

/** A cursor over pieces of text that hold whole lines. It starts before the first line: `refill` it first. */
export class TextCursor implements Cursor {
  line: string | undefined;
  #text = "";
  #at = 0;
  readonly #pieces: AsyncIterator<string>;

  constructor(pieces: AsyncIterable<string>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  advance(): boolean {
    const end = this.#text.indexOf("\n", this.#at);
    if (end < 0) return false;
    this.line = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return true;
  }

  async refill(): Promise<void> {
    do {
      const { value, done } = await this.#pieces.next();
      if (done) {
        this.line = undefined;
        return;
      }
      this.#text = value;
      this.#at = 0;
    } while (!this.advance());
  }

  /** Lets the source go, wherever the cursor stands. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
