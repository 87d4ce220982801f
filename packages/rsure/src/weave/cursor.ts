/**
 * A place in a sequence of lines. `line` is the line there, without LF, or `undefined` behind the last one.
 *
 * `advance` moves to the next line that is already read; when it returns false, `line` is not valid and `refill` must
 * be awaited, which reads more and moves on. The split exists because awaiting every line would cost more than all the
 * rest of the work on it.
 *
 * Where lines need not be looked at one by one, they are taken in stretches: `ahead` is what is at hand from the
 * current line on, and `pass` goes behind so much of it.
 */
export interface Cursor {
  readonly line: string | undefined;
  advance(): boolean;
  refill(): Promise<void>;
  /** Whole lines, each with its LF, the current one first; to be asked only where there is a line. */
  ahead(): string;
  /**
   * As `advance`, behind more than one line.
   *
   * @param length how much of `ahead` to pass: whole lines, at least one
   */
  pass(length: number): boolean;
}

/** A cursor over pieces of text that hold whole lines. It starts before the first line: `refill` it first. */
export class TextCursor implements Cursor {
  line: string | undefined;
  #text = "";
  /** Where the current line starts, and where the one behind it does. */
  #start = 0;
  #next = 0;
  readonly #pieces: AsyncIterator<string>;

  constructor(pieces: AsyncIterable<string>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  advance(): boolean {
    this.#start = this.#next;
    const end = this.#text.indexOf("\n", this.#start);
    if (end < 0) return false;
    this.line = this.#text.slice(this.#start, end);
    this.#next = end + 1;
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
      this.#next = 0;
    } while (!this.advance());
  }

  ahead(): string {
    return this.#text.slice(this.#start);
  }

  pass(length: number): boolean {
    this.#next = this.#start + length;
    return this.advance();
  }

  /** Releases the source at any position of the cursor. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
