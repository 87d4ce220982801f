import type { ChalkInstance } from "chalk";
import { type Cell, cell, tableLines } from "./table.ts";

export interface Column {
  readonly heading: string;
  readonly cells: readonly Cell[];
}

export interface Fit {
  readonly color: ChalkInstance;
  /** Characters of a line. */
  readonly width: number;
}

const GAP = 2;
/** The least room for a name. */
const ROOM = 7;

/**
 * A table of at most `width` characters a line. Columns of `rest` in which no row has anything are left out; names are
 * shortened at their beginning, since the end of a path tells more.
 */
export function fitted(
  state: Column,
  names: readonly Column[],
  rest: readonly Column[],
  { color, width }: Fit,
): readonly string[] {
  const filled = rest.filter(({ cells }) => cells.some(({ text }) => text !== "" && text !== "-"));
  const fixed = [state, ...filled].reduce((sum, column) => sum + widthOf(column) + GAP, 0);
  const room = width - fixed - GAP * (names.length - 1);
  const columns = [state, ...shared(names, Math.max(room, ROOM * names.length)), ...filled];
  const rows = state.cells.map((_, index) => columns.map(({ cells }) => cells[index] ?? cell("")));
  return tableLines([columns.map(({ heading }) => cell(heading, color.bold)), ...rows]);
}

function widthOf({ heading, cells }: Column): number {
  return cells.reduce((most, { text }) => Math.max(most, text.length), heading.length);
}

/** Names in their room: a column that needs less than its part leaves the rest to the others. */
function shared(names: readonly Column[], room: number): readonly Column[] {
  let left = room;
  let others = names.length;
  const widths = new Map<Column, number>();
  for (const column of [...names].sort((a, b) => widthOf(a) - widthOf(b))) {
    const width = Math.min(widthOf(column), Math.floor(left / others));
    widths.set(column, width);
    left -= width;
    others--;
  }
  return names.map((column) => {
    const width = widths.get(column) ?? ROOM;
    return { ...column, cells: column.cells.map((each) => ({ ...each, text: shortened(each.text, width) })) };
  });
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}
