/** What a parser needs next: bytes, or to leave bytes out. */
export type Need = { readonly read: number } | { readonly skip: number };

/** Gets the bytes that it needed; empty ones for those that are left out. Returns why the stream is refused, or null. */
export type Parser = Generator<Need, string | null, Buffer>;

/** Gives a parser its bytes, in parts of any size. What follows its end is ignored. */
export class Demand {
  readonly #parser: Parser;
  #need: Need | null = null;
  #result: string | null = null;
  #parts: Buffer[] = [];
  #missing = 0;

  constructor(parser: Parser) {
    this.#parser = parser;
    this.#answer(Buffer.alloc(0));
  }

  push(chunk: Buffer): void {
    for (let at = 0; this.#need !== null && at < chunk.length; ) {
      const size = Math.min(this.#missing, chunk.length - at);
      if ("read" in this.#need) this.#parts.push(chunk.subarray(at, at + size));
      this.#missing -= size;
      at += size;
      while (this.#need !== null && this.#missing === 0) this.#answer(Buffer.concat(this.#parts));
    }
  }

  /** After the last chunk. */
  end(): string | null {
    return this.#need === null ? this.#result : "it has no end";
  }

  #answer(bytes: Buffer): void {
    this.#parts = [];
    const next = this.#parser.next(bytes);
    this.#need = next.done === true ? null : next.value;
    if (next.done === true) this.#result = next.value;
    else this.#missing = "read" in next.value ? next.value.read : next.value.skip;
  }
}
