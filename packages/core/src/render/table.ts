/** The text of a cell without colour, and its colour. */
export interface Cell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

/** Lines with aligned columns. The last cell of a line is not padded. */
export function tableLines(rows: readonly (readonly Cell[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.text.length ?? 0)));
  return rows.map((row) =>
    row
      .map(
        ({ text, paint }, index) =>
          `${text === "" ? "" : paint(text)}${" ".repeat((widths[index] ?? 0) - text.length)}`,
      )
      .join("  ")
      .trimEnd(),
  );
}

export function cell(text: string, paint: (text: string) => string = (same) => same): Cell {
  return { text, paint };
}
