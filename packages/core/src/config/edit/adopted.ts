import type { TreeNode } from "../tree.ts";
import { memberOf, opened } from "./place.ts";

/** One item of `adopted`: an exact identity, or a pattern of names. */
export type AdoptedLine = { readonly id: string } | { readonly names: string };

/** One item, for the list of its group. */
export function adoptedText(line: AdoptedLine): string {
  return "id" in line ? `{ id: ${JSON.stringify(line.id)} }` : `{ names: ${JSON.stringify(line.names)} }`;
}

/** The text of a config with these items. Everything else stays as it is written. Null: the text has another shape. */
export function withAdopted(
  text: string,
  root: TreeNode,
  address: string,
  lines: readonly AdoptedLine[],
): string | null {
  const items = lines.map(adoptedText);
  const key = JSON.stringify(address);
  const adopted = memberOf(root, "adopted")?.value;
  const group = `${key}: [${items.join(", ")}],`;
  if (adopted === undefined) {
    return root.kind === "object" ? opened(text, root, `\n  adopted: { ${group} },`) : null;
  }
  if (adopted.kind !== "object") return null;
  const list = adopted.members.get(address)?.value;
  if (list === undefined) return opened(text, adopted, ` ${group}`);
  return list.kind === "array" ? opened(text, list, items.map((item) => `${item}, `).join("")) : null;
}
