import type { Position, SourceRange } from "../diagnostics/diagnostic.ts";

/** A stretch of the text, in UTF-16 units: from `start`, up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each line of a text begins. Lines end as they do for editors: at LF, CRLF or CR. */
export class Lines {
  readonly #starts: readonly number[];
  readonly #text: string;

  constructor(text: string) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
    this.#starts = starts;
    this.#text = text;
  }

  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const bounded = Math.min(Math.max(offset, 0), this.#text.length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startOf(middle) <= bounded) low = middle;
      else high = middle - 1;
    }
    // Between CR and LF is no place: there, the line has ended.
    const end = this.line(low + 1)?.end ?? bounded;
    return { line: low + 1, column: Math.min(bounded, end) - this.#startOf(low) + 1 };
  }

  range(span: Span): SourceRange {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** The offsets of a line, counted from 1, without what ends it; null when there is no such line. */
  line(number: number): Span | null {
    const start = this.#starts[number - 1];
    if (start === undefined) return null;
    const next = this.#starts[number] ?? this.#text.length;
    let end = next;
    while (end > start && (this.#text[end - 1] === "\n" || this.#text[end - 1] === "\r")) end--;
    return { start, end };
  }

  #startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }
}
