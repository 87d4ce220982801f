import type { Span } from "./positions.ts";

export interface Token extends Span {
  readonly kind: "string" | "word" | "mark" | "comment" | "break";
}

const MARKS = new Set("{}[]:,=");
const BREAKS = new Set("\n\r");
const SPACE = /\s/;

/**
 * The pieces of a text that may not be JSON5 at all: It never fails, never recurses, and reads the text once. It is
 * used before a parser runs, or after a parser has failed. A string that is not closed ends with its line. `break` is
 * the end of a line outside of strings and comments.
 */
export function* scan(text: string): Generator<Token> {
  let at = 0;
  while (at < text.length) {
    const start = at;
    const first = text[at] ?? "";
    if (BREAKS.has(first)) {
      at++;
      yield { kind: "break", start, end: at };
    } else if (SPACE.test(first)) {
      at++;
    } else if (MARKS.has(first)) {
      at++;
      yield { kind: "mark", start, end: at };
    } else if (first === '"' || first === "'") {
      at = endOfString(text, at, first);
      yield { kind: "string", start, end: at };
    } else if (first === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) {
      at = endOfComment(text, at);
      yield { kind: "comment", start, end: at };
    } else {
      at = endOfWord(text, at);
      yield { kind: "word", start, end: at };
    }
  }
}

function endOfString(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text[at] ?? "";
    if (unit === "\\") at += text[at + 1] === "\r" && text[at + 2] === "\n" ? 3 : 2;
    else if (unit === quote) return at + 1;
    else if (BREAKS.has(unit)) return at;
    else at++;
  }
  return text.length;
}

function endOfComment(text: string, start: number): number {
  if (text[start + 1] === "*") {
    const close = text.indexOf("*/", start + 2);
    return close < 0 ? text.length : close + 2;
  }
  let at = start + 2;
  while (at < text.length && !BREAKS.has(text[at] ?? "")) at++;
  return at;
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text[at] ?? "";
    if (MARKS.has(unit) || unit === '"' || unit === "'" || SPACE.test(unit)) return at;
    if (unit === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) return at;
    at++;
  }
  return at;
}
