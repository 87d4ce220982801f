/**
 * A position in a sequence of lines. `line` is the current line, without LF, or `undefined` behind the last line.
 *
 * `advance` moves to the next line that is already in memory. If it returns false, `line` is not valid: await `refill`,
 * which reads more and moves to the next line. The two are separate because an await for each line would cost more than
 * all other work on the line.
 *
 * Several lines can be taken at once: `ahead` is the text in memory from the current line on, and `pass` moves behind a
 * part of this text.
 */
export interface Cursor {
  readonly line: string | undefined;
  advance(): boolean;
  refill(): Promise<void>;
  /** Whole lines, each with its LF, the current line first. Only valid if there is a current line. */
  ahead(): string;
  /**
   * As `advance`, behind more than one line.
   *
   * @param length the number of characters of `ahead` to pass: whole lines, at least one
   */
  pass(length: number): boolean;
}

/** A cursor over pieces of text that hold whole lines. It starts before the first line: `refill` it first. */
export class TextCursor implements Cursor {
  line: string | undefined;
  #text = "";
  /** The start of the current line, and the start of the next line. */
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
