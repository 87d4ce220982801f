import type { SourceRange } from "../../diagnostics/diagnostic.ts";
import { Lines, type Span } from "../positions.ts";

/** The text of one file of a config. */
export interface Part {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** The offset of the text in the text of the whole config. */
  readonly base: number;
}

export interface Place {
  readonly file: string;
  readonly range: SourceRange;
}

/** The files of a config, one after another: each span of the whole text has a file and a place in this file. */
export class Texts {
  readonly parts: readonly Part[];
  readonly text: string;
  readonly #lines: readonly Lines[];
  readonly #earlier: ReadonlyMap<number, readonly Span[]>;

  /** `earlier`: by the start of a key, the declarations of the same key with lower precedence. */
  constructor(
    texts: readonly { readonly file: string; readonly text: string }[],
    earlier: ReadonlyMap<number, readonly Span[]> = new Map(),
  ) {
    let base = 0;
    this.parts = texts.map(({ file, text }) => {
      const part = { file, text, base };
      base += text.length + 1;
      return part;
    });
    this.text = texts.map(({ text }) => text).join("\n");
    this.#lines = texts.map(({ text }) => new Lines(text));
    this.#earlier = earlier;
  }

  /** The index of the file of an offset. */
  indexOf(offset: number): number {
    const after = this.parts.findIndex(({ base }) => base > offset);
    return (after < 0 ? this.parts.length : after) - 1;
  }

  place(span: Span): Place {
    const index = Math.max(0, this.indexOf(span.start));
    const { file = "", base = 0 } = this.parts[index] ?? {};
    const lines = this.#lines[index] ?? new Lines("");
    return { file, range: lines.range({ start: span.start - base, end: span.end - base }) };
  }

  /** `line 3, column 5`; with the file if the config has several. */
  placeText(span: Span): string {
    const { file, range } = this.place(span);
    const { line, column } = range.start;
    return `${this.parts.length > 1 ? `${file}, ` : ""}line ${line}, column ${column}`;
  }

  /** The declarations of the same key with lower precedence, the lowest first. */
  earlier(keySpan: Span): readonly Place[] {
    return (this.#earlier.get(keySpan.start) ?? []).map((span) => this.place(span));
  }

  /** The same as a line for the end of a detail; empty without such declarations. */
  earlierText(keySpan: Span): string {
    const places = this.earlier(keySpan).map(({ file, range }) => `${file}:${range.start.line}:${range.start.column}`);
    return places.length === 0 ? "" : `\nAlso declared, with lower precedence: ${places.join(", ")}.`;
  }
}
