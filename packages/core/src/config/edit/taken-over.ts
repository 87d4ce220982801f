import type { TakenOver } from "../../model/ownership.ts";
import type { TreeNode } from "../tree.ts";
import { memberOf, opened } from "./place.ts";

/** One entry of `takenOver`, as it is written. */
export function takenOverText({ address, machine }: TakenOver): string {
  const group = address === null ? "" : `address: ${JSON.stringify(address)}, `;
  return `{ ${group}machine: ${JSON.stringify(machine)} }`;
}

/** The text of a config with these entries. Everything else stays as it is written. Null: the text has another shape. */
export function withTakenOver(text: string, root: TreeNode, taken: readonly TakenOver[]): string | null {
  const items = taken.map(takenOverText);
  const list = memberOf(root, "takenOver")?.value;
  if (list === undefined) {
    return root.kind === "object" ? opened(text, root, `\n  takenOver: [${items.join(", ")}],`) : null;
  }
  return list.kind === "array" ? opened(text, list, items.map((item) => `${item}, `).join("")) : null;
}
