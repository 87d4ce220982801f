import { eastAsianWidth } from "get-east-asian-width";
import type { Lines, Span } from "../config/index.ts";
import type { SourceRange } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";

export interface Source {
  readonly text: string;
  readonly lines: Lines;
  /** The parts of the text that must not be shown, in order. */
  readonly secrets: readonly Span[];
}

export interface Excerpt {
  /** The line's number, from 1. */
  readonly line: number;
  /** The line as it is shown. */
  readonly text: string;
  /** The number of columns before the place, and of the place. */
  readonly indent: number;
  readonly width: number;
}

/** The shown form of one character, and its number of columns. */
interface Cell {
  readonly offset: number;
  readonly text: string;
  readonly width: number;
}

/** The maximum number of columns of a line; an ellipsis replaces the rest. */
const WIDEST = 100;
/** The part of it before a place far to the right. */
const LEAD = 40;
const TAB = "    ";
const HIDDEN = "***";
const ELLIPSIS = "…";

/** The first line of a place in a text; null when the text has no such line. */
export function excerptOf(source: Source, range: SourceRange): Excerpt | null {
  const line = source.lines.line(range.start.line);
  if (line === null) return null;
  const start = Math.min(line.start + range.start.column - 1, line.end);
  const isOneLine = range.end.line === range.start.line;
  const end = isOneLine ? Math.min(line.start + range.end.column - 1, line.end) : line.end;
  const { cells, cutBefore, cutAfter } = shownAround(source, line, start);
  const before = cells.filter((cell) => cell.offset < start);
  const inside = cells.filter((cell) => cell.offset >= start && cell.offset < end);
  return {
    line: range.start.line,
    text: `${cutBefore ? ELLIPSIS : ""}${cells.map((cell) => cell.text).join("")}${cutAfter ? ELLIPSIS : ""}`,
    indent: widthOf(before) + (cutBefore ? 1 : 0),
    width: Math.max(1, widthOf(inside)),
  };
}

interface Shown {
  readonly cells: readonly Cell[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** The whole line if it is short enough, else the part around the place. */
function shownAround(source: Source, line: Span, place: number): Shown {
  // A line can be the whole file, so only the part that can be shown is read.
  const from = whole(source.text, Math.max(line.start, place - WIDEST));
  const to = whole(source.text, Math.min(line.end, place + WIDEST));
  const cells = cellsOf(source, from, to);
  const isWhole = from === line.start && to === line.end;
  if (isWhole && widthOf(cells) <= WIDEST) return { cells, cutBefore: false, cutAfter: false };
  const found = cells.findIndex((cell) => cell.offset >= place);
  let first = found < 0 ? cells.length : found;
  for (let lead = 0; first > 0 && lead < LEAD; first--) lead += cells[first - 1]?.width ?? 0;
  let last = first;
  for (let width = 0; last < cells.length && width < WIDEST; last++) width += cells[last]?.width ?? 0;
  return {
    cells: cells.slice(first, last),
    cutBefore: first > 0 || from > line.start,
    cutAfter: last < cells.length || to < line.end,
  };
}

function cellsOf({ text, secrets }: Source, from: number, to: number): readonly Cell[] {
  const hidden = secrets.filter((secret) => secret.start < to && secret.end > from);
  const cells: Cell[] = [];
  let offset = from;
  for (const character of text.slice(from, to)) {
    const secret = hidden.find((each) => offset >= each.start && offset < each.end);
    if (secret === undefined) cells.push(cellOf(character, offset));
    else if (offset === Math.max(secret.start, from)) cells.push({ offset, text: HIDDEN, width: HIDDEN.length });
    offset += character.length;
  }
  return cells;
}

/** Not between the halves of a pair. */
function whole(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 ? offset - 1 : offset;
}

function cellOf(character: string, offset: number): Cell {
  if (character === "\t") return { offset, text: TAB, width: TAB.length };
  const text = visible(character);
  if (text !== character) return { offset, text, width: text.length };
  if (/^[\p{Mn}\p{Me}]$/u.test(character)) return { offset, text, width: 0 };
  return { offset, text, width: eastAsianWidth(character.codePointAt(0) ?? 0) };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
