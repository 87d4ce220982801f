import { type Answer, rowsOf } from "./table.ts";

export const SIZE_FIELDS = ["name", "property", "value"];

/** By `DATASET PROPERTY`: the bytes. A property that a dataset does not have is left out. */
export function parseSizes(output: Buffer): Answer<ReadonlyMap<string, number>> {
  const rows = rowsOf(output, SIZE_FIELDS.length);
  if ("broken" in rows) return rows;
  const sizes = rows.found.flatMap(([name, property, value]) => {
    const bytes = Number(value ?? Number.NaN);
    return Number.isSafeInteger(bytes) ? [[`${name} ${property}`, bytes] as const] : [];
  });
  return { found: new Map(sizes) };
}
