const MAX_LINE = 64 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Splits a stream of bytes into lines, at LF and at CR (progress is drawn with bare CRs). Empty lines are left out.
 * A line is cut at 64 KiB, so that a stream without line ends costs no memory.
 */
export class LineSplitter {
  readonly #emit: (line: Buffer) => void;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(emit: (line: Buffer) => void) {
    this.#emit = emit;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] !== LINE_FEED && chunk[at] !== CARRIAGE_RETURN) continue;
      this.#hold(chunk.subarray(start, at));
      this.end();
      start = at + 1;
    }
    // Copied, since the stream may use its buffer again before the line is whole.
    this.#hold(Buffer.from(chunk.subarray(start)));
  }

  end(): void {
    if (this.#heldBytes === 0) return;
    const line = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    if (line !== undefined) this.#emit(line);
  }

  #hold(part: Buffer): void {
    const room = Math.min(part.length, MAX_LINE - this.#heldBytes);
    if (room <= 0) return;
    this.#held.push(part.subarray(0, room));
    this.#heldBytes += room;
  }
}

/** Keeps the last `limit` bytes of a stream. */
export class Tail {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(Buffer.from(chunk));
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limit * 2) this.#chunks = [this.bytes()];
    this.#bytes = this.#chunks.reduce((sum, each) => sum + each.length, 0);
  }

  bytes(): Buffer {
    const all = Buffer.concat(this.#chunks);
    return all.subarray(Math.max(0, all.length - this.#limit));
  }
}
