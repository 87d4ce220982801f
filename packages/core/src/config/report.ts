import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Register } from "../diagnostics/register.ts";
import { CONFIG, type ConfigCode } from "./codes/index.ts";
import type { Texts } from "./include/texts.ts";
import type { Span } from "./positions.ts";

/** A bound of memory: the largest config holds some 300,000 values that can be wrong. */
const MOST = 10_000;

/** Collects the errors of a config, each with its file and place. */
export class Report {
  readonly #texts: Texts;
  readonly #found: Diagnostic[] = [];
  #more = 0;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  /** A report of the same texts whose errors nothing shows. */
  aside(): Report {
    return new Report(this.#texts);
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
    const place = span === null ? { file: this.#main } : this.#texts.place(span);
    const earlier = span === null ? "" : this.#texts.earlierText(span);
    this.#found.push(register.error(code, `${detail}${earlier}`, place));
  }

  /** Takes an error that has its place already. */
  take(found: Diagnostic): void {
    if (this.isFull) this.omit(1);
    else this.#found.push(found);
  }

  /** The declarations of a key with lower precedence, for the end of a detail about a value inside. */
  earlierText(keySpan: Span): string {
    return this.#texts.earlierText(keySpan);
  }

  get #main(): string {
    return this.#texts.parts[0]?.file ?? "";
  }

  /** The report is full: further errors need no text. */
  get isFull(): boolean {
    return this.#found.length >= MOST;
  }

  /** Counts errors without a text. */
  omit(count: number): void {
    this.#more += count;
  }

  /** `line 3, column 5`; with the file if the config has several. */
  place(span: Span): string {
    return this.#texts.placeText(span);
  }

  get diagnostics(): readonly Diagnostic[] {
    if (this.#more === 0) return this.#found;
    const detail = `${this.#more} more errors are not shown. Correct the shown errors, then check again.`;
    return [...this.#found, CONFIG.error("config-too-many", detail, { file: this.#main })];
  }
}
