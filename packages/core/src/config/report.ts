import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Register } from "../diagnostics/register.ts";
import { CONFIG, type ConfigCode } from "./codes/index.ts";
import type { Lines, Span } from "./positions.ts";

/** A bound of memory: the largest config holds some 300,000 values that can be wrong. */
const MOST = 10_000;

/** Collects what is wrong with one file, each with its place. */
export class Report {
  readonly #file: string;
  readonly #lines: Lines;
  readonly #found: Diagnostic[] = [];
  #more = 0;

  constructor(file: string, lines: Lines) {
    this.#file = file;
    this.#lines = lines;
  }

  /** `span` is null for an error without a single place in the file. */
  add(code: ConfigCode, span: Span | null, detail: string): void {
    this.addOf(CONFIG, code, span, detail);
  }

  /** The same for a code of another register. */
  addOf<Code extends string>(register: Register<Code>, code: Code, span: Span | null, detail: string): void {
    if (this.isFull) {
      this.omit(1);
      return;
    }
    const place = span === null ? {} : { range: this.#lines.range(span) };
    this.#found.push(register.error(code, detail, { file: this.#file, ...place }));
  }

  /** The report is full: further errors need no text. */
  get isFull(): boolean {
    return this.#found.length >= MOST;
  }

  /** Counts errors without a text. */
  omit(count: number): void {
    this.#more += count;
  }

  /** `line 3, column 5`. */
  place(span: Span): string {
    const { line, column } = this.#lines.position(span.start);
    return `line ${line}, column ${column}`;
  }

  get diagnostics(): readonly Diagnostic[] {
    if (this.#more === 0) return this.#found;
    const detail = `${this.#more} more errors are not shown. Correct the shown errors, then check again.`;
    return [...this.#found, CONFIG.error("config-too-many", detail, { file: this.#file })];
  }
}
