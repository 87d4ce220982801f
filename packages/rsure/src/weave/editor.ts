import { corrupt } from "../errors.ts";
import type { Cursor } from "./cursor.ts";
import { MARK, nextMark, OpenMarks } from "./marks.ts";
import type { MergeSink } from "./merge.ts";
import type { Spool } from "./spool.ts";
import { textOfChunk } from "./text.ts";

/** Bytes of the new weave, either at hand or to be fetched when they are written. */
export type Piece = Iterable<Buffer>;

/**
 * Writes a further revision into a weave while it is read: the cursor runs over the text of the base revision, and all
 * that it passes, other revisions' text and marks included, goes to the output unchanged. As a merge's sink it puts the
 * new revision's marks where the original puts them: `D` right before the first dropped line, its `E` right before the
 * next kept one, then the inserted lines within `I` and `E`.
 */
export class WeaveEditor implements Cursor, MergeSink {
  line: string | undefined;
  #chunk: Buffer = Buffer.alloc(0);
  #text = "";
  /** Where the current line starts, where the one behind it starts, and up to where the chunk is written. */
  #start = 0;
  #next = 0;
  #written = 0;
  /** The last mark that was looked for: one behind the current line, or the chunk's end. */
  #markAt = -1;
  #deleting = false;
  #output: Piece[] = [];
  readonly #body: AsyncIterator<Buffer>;
  readonly #marks: OpenMarks;
  readonly #number: number;
  readonly #spool: Spool;

  /**
   * @param body the old weave behind its header, in buffers of whole lines
   * @param base the revision to build on
   * @param number the new revision's number
   */
  constructor(body: AsyncIterable<Buffer>, base: number, number: number, spool: Spool) {
    this.#body = body[Symbol.asyncIterator]();
    this.#marks = new OpenMarks(base);
    this.#number = number;
    this.#spool = spool;
  }

  /** Takes what is ready to be written. */
  takeOutput(): Piece[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }

  advance(): boolean {
    const text = this.#text;
    for (let at = this.#next; at < text.length; ) {
      if (at > this.#markAt) this.#markAt = nextMark(text, at);
      if (at < this.#markAt) {
        if (this.#marks.depth === 0) throw corrupt("the weave has text outside of its blocks");
        if (this.#marks.keep) {
          const end = text.indexOf("\n", at);
          this.line = text.slice(at, end);
          this.#start = at;
          this.#next = end + 1;
          return true;
        }
        at = this.#markAt;
      } else {
        const end = text.indexOf("\n", at);
        this.#marks.apply(text.slice(at, end));
        at = end + 1;
      }
    }
    this.#start = text.length;
    this.#next = text.length;
    return false;
  }

  async refill(): Promise<void> {
    do {
      this.#cut();
      const { value, done } = await this.#body.next();
      this.#chunk = done ? Buffer.alloc(0) : value;
      this.#text = textOfChunk(this.#chunk);
      this.#start = this.#next = this.#written = 0;
      this.#markAt = -1;
      if (done) {
        this.line = undefined;
        this.#marks.end();
        return;
      }
    } while (!this.advance());
  }

  ahead(): string {
    return this.#text.slice(this.#start, this.#markAt);
  }

  pass(length: number): boolean {
    this.#next = this.#start + length;
    return this.advance();
  }

  both(old: string, fresh: string): void {
    if (old !== fresh) {
      this.dropped();
      this.added(fresh);
    } else if (this.#deleting || !this.#spool.empty) this.#settle();
  }

  dropped(): void {
    if (this.#deleting) return;
    this.#deleting = true;
    this.#mark("D");
  }

  added(fresh: string): void {
    this.#spool.append(fresh);
  }

  /** Call it at the end of the merge: closes open blocks and writes the rest of the weave. */
  finish(): void {
    this.#settle();
    this.#cut();
  }

  /** Closes the old weave, also when it was not read to its end. */
  async close(): Promise<void> {
    await this.#body.return?.();
  }

  #settle(): void {
    if (this.#deleting) this.#mark("E");
    this.#deleting = false;
    if (this.#spool.empty) return;
    this.#mark("I");
    this.#output.push(this.#spool.take());
    this.#mark("E");
  }

  #mark(letter: "I" | "D" | "E"): void {
    this.#cut();
    this.#output.push([Buffer.from(`${MARK}${letter} ${this.#number}\n`, "latin1")]);
  }

  /** Hands out the chunk up to the current line. */
  #cut(): void {
    if (this.#start > this.#written) this.#output.push([this.#chunk.subarray(this.#written, this.#start)]);
    this.#written = this.#start;
  }
}
