import { isObject } from "@rdump/core/provider";

/** One row of a report: every value is text, as LVM prints it with `--reportformat json`. */
export type Row = { readonly [field: string]: string };

/**
 * The rows of one kind (`lv`, `vg`) in what LVM's reporting commands print.
 *
 * @returns null when it is no such report
 */
export function rowsOf(kind: string, output: Buffer): readonly Row[] | null {
  const parsed = parse(output);
  if (!isObject(parsed) || !Array.isArray(parsed.report)) return null;
  const rows: Row[] = [];
  for (const part of parsed.report) {
    const found: unknown = isObject(part) ? part[kind] : null;
    if (!Array.isArray(found) || !found.every(isRow)) return null;
    rows.push(...found);
  }
  return rows;
}

function parse(output: Buffer): unknown {
  try {
    return JSON.parse(output.toString("utf8"));
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is Row {
  return isObject(value) && Object.values(value).every((field) => typeof field === "string");
}
