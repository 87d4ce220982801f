import { type Answer, eachOf, namedRowsOf, rowsOf } from "./table.ts";

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

export const USED_FIELDS = ["name", "used", "name"];

/** By full name: the bytes that a snapshot alone refers to. */
export function parseUsed(output: Buffer): Answer<readonly (readonly [string, number])[]> {
  return eachOf(namedRowsOf(output, USED_FIELDS.length), ([full, used]): [string, number] | null => {
    const bytes = Number(used ?? Number.NaN);
    return full != null && Number.isSafeInteger(bytes) ? [full, bytes] : null;
  });
}
