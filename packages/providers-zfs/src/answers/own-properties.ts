import { type Answer, rowsOf } from "./table.ts";

/** Without values, so that no value can break a line: names of datasets hold neither a line feed nor a tab. */
export const OWN_FIELDS = ["name", "property"];

/** By dataset: the properties that were set on the dataset itself. A dataset without any is left out. */
export function parseOwnProperties(output: Buffer): Answer<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = rowsOf(output, OWN_FIELDS.length);
  if ("broken" in rows) return rows;
  const found = new Map<string, Set<string>>();
  for (const [name, property] of rows.found) {
    if (name == null || property == null) return { broken: [] };
    found.set(name, (found.get(name) ?? new Set()).add(property));
  }
  return { found };
}
