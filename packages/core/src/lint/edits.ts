import type { Member, Span } from "../config/index.ts";
import type { Edit } from "../config/rule.ts";

/** Removes a member from its object, with one comma; null if a comment is so close that it could be removed too. */
export function withoutMember(text: string, { keySpan, value }: Member): Edit | null {
  const start = keySpan.start;
  const end = value.span.end;
  const behind = /\s{0,200},[ \t]{0,200}/y;
  behind.lastIndex = end;
  const comma = behind.exec(text);
  if (comma !== null) return { span: { start, end: end + comma[0].length }, text: "" };
  const before = /,?\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? "";
  if (before.startsWith(",")) return { span: { start: start - before.length, end }, text: "" };
  return /[{]\s*$/.test(text.slice(Math.max(0, start - 200), start)) ? { span: { start, end }, text: "" } : null;
}

/** A text in its present kind of quotes. */
export function quotedAs(text: string, span: Span, value: string): string {
  const raw = text.slice(span.start, span.end);
  const quote = raw.startsWith("'") ? "'" : '"';
  if (quote === '"' || /["'\\]/.test(value) || JSON.stringify(value).length !== value.length + 2)
    return JSON.stringify(value);
  return `'${value}'`;
}
