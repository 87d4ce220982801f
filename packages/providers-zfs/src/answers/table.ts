/** The parsed output, or the datasets whose properties may have broken its lines: none if it is not such a list. */
export type Answer<T> = { readonly found: T } | { readonly broken: readonly string[] };

/** Its fields. */
export type Row = readonly (string | null)[];

/**
 * The rows that `zfs` and `zpool` print with `-Hp`: fields between tabs, `-` for none. None is read unless all are
 * whole.
 */
export function rowsOf(output: Buffer, columns: number): Answer<readonly Row[]> {
  const rows = fieldsIn(output);
  return rows.every((row) => row.length === columns) ? { found: rows.map(valuesOf) } : { broken: [] };
}

/**
 * The rows of a listing with properties of users, which are printed as they are: a value with line feeds and tabs could
 * look like rows of others. So the name is asked for first and last. What such a value breaks begins and ends with its
 * true name; if all its lines had equal ends, its first and its last line would have the same name, and no name is
 * printed twice.
 */
export function namedRowsOf(output: Buffer, columns: number): Answer<readonly Row[]> {
  const rows = fieldsIn(output);
  const names = new Set(rows.map((row) => row[0]));
  const areWhole = names.size === rows.length && rows.every((row) => row.length === columns && row[0] === row.at(-1));
  return areWhole ? { found: rows.map(valuesOf) } : { broken: brokenIn(rows, columns) };
}

/** For an output that must be read row by row. */
export function eachOf<T>(rows: Answer<readonly Row[]>, read: (row: Row) => T | null): Answer<readonly T[]> {
  if ("broken" in rows) return rows;
  const found = rows.found.map(read);
  return found.every((each) => each !== null) ? { found } : { broken: [] };
}

function fieldsIn(output: Buffer): readonly (readonly string[])[] {
  const lines = output.toString("utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => line.split("\t"));
}

function valuesOf(row: readonly string[]): Row {
  return row.map((field) => (field === "-" ? null : field));
}

/** Names that a line begins with and the same or a later one ends with, though it is no whole row. */
function brokenIn(rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const lastEnd = new Map(rows.map((row, index) => [row.at(-1), index]));
  const broken = rows.flatMap((row, index) => {
    const [name = ""] = row;
    const end = lastEnd.get(name) ?? -1;
    return name !== "" && (end > index || (end === index && row.length !== columns)) ? [name] : [];
  });
  return [...new Set(broken)];
}
