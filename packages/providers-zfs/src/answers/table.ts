/**
 * The rows that `zfs` and `zpool` print with `-Hp`: fields between tabs, `-` for none.
 *
 * @returns null when a row has not as many fields as were asked for
 */
export function rowsOf(output: Buffer, columns: number): readonly (readonly (string | null)[])[] | null {
  const lines = output.toString("utf8").split("\n");
  const rows = lines.filter((line) => line !== "").map((line) => line.split("\t"));
  if (rows.some((row) => row.length !== columns)) return null;
  return rows.map((row) => row.map((field) => (field === "-" ? null : field)));
}
