import { compareNames, type EscapedName } from "../format/escape.ts";
import { nameOf } from "../format/line.ts";

/** What ends a directory's files, with the LF of the line before it. */
const END = "\nu\n";

/**
 * How much of a revision's text is lines of files that do not come behind a name.
 *
 * @param text whole lines, the first a file's
 * @returns a length that ends a line
 */
export function filesThrough(text: string, last: EscapedName): number {
  const found = text.indexOf(END);
  const end = found < 0 ? text.length : found + 1;
  const start = text.lastIndexOf("\n", end - 2) + 1;
  if (text[start] === "f" && compareNames(nameOf(text.slice(start, end)), last) <= 0) return end;
  const own = `f${last} `;
  const at = text.startsWith(own) ? 0 : text.indexOf(`\n${own}`) + 1;
  if (at < end && text.startsWith(own, at)) return text.indexOf("\n", at) + 1;
  let passed = 0;
  while (passed < end && text[passed] === "f") {
    const next = text.indexOf("\n", passed) + 1;
    if (compareNames(nameOf(text.slice(passed, next)), last) > 0) break;
    passed = next;
  }
  return passed;
}

/** The lines of `text` whose names are among these: for the rare stretch that is mostly about files that are gone. */
export function onlyNamed(text: string, names: ReadonlySet<EscapedName>): string {
  const lines = text.split("\n").slice(0, -1);
  return lines.flatMap((line) => (line[0] === "f" && names.has(nameOf(line)) ? [`${line}\n`] : [])).join("");
}

/**
 * The base revision's lines beside the entries of a directory: both are sorted, so one pass over them serves. Lines that
 * still hold are not handed out one by one: they are kept, and taken in stretches.
 */
export class KnownLines {
  readonly text: string;
  /** Where the line is that `seek` found, or would be. */
  at = 0;
  /** The last stretch of lines that were kept, and what was kept before it. */
  #from = 0;
  #to = 0;
  #kept = "";

  /** @param text whole lines of files, sorted */
  constructor(text: string) {
    this.text = text;
  }

  /**
   * Goes to the line of a name, which comes behind those that were asked for before.
   *
   * @returns whether there is one
   */
  seek(name: EscapedName): boolean {
    const { text } = this;
    if (text.startsWith(name, this.at + 1) && text.charCodeAt(this.at + 1 + name.length) === 0x20) return true;
    for (; this.at < text.length; this.at = text.indexOf("\n", this.at) + 1) {
      if (text[this.at] !== "f") continue;
      const order = compareNames(nameOf(this.line), name);
      if (order >= 0) return order === 0;
    }
    return false;
  }

  /** The line that `seek` found, without its LF. */
  get line(): string {
    return this.text.slice(this.at, this.text.indexOf("\n", this.at));
  }

  /** Keeps the line that `seek` found as it is, and goes behind it. */
  keep(end: number): void {
    if (this.#to !== this.at) {
      this.#kept += this.text.slice(this.#from, this.#to);
      this.#from = this.at;
    }
    this.#to = end;
    this.at = end;
  }

  /** The lines that were kept since it was last asked, each with its LF. */
  take(): string {
    const kept = this.#kept + this.text.slice(this.#from, this.#to);
    this.#kept = "";
    this.#from = this.#to;
    return kept;
  }
}
