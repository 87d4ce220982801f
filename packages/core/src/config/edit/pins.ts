import type { TreeNode } from "../tree.ts";
import { memberOf, opened } from "./place.ts";

/** A pin as it is written. */
export interface PinLine {
  readonly id: string;
  /** As a config writes it; null: without an end. */
  readonly until: string | null;
}

/** One pin, for the list of its group. */
export function pinText({ id, until }: PinLine): string {
  return until === null
    ? `{ id: ${JSON.stringify(id)} }`
    : `{ id: ${JSON.stringify(id)}, until: ${JSON.stringify(until)} }`;
}

/** The text of a config with one more pin. Everything else stays as it is written. Null: the text has another shape. */
export function withPin(text: string, root: TreeNode, address: string, pin: PinLine): string | null {
  const item = pinText(pin);
  const key = JSON.stringify(address);
  const pinned = memberOf(root, "pinned")?.value;
  if (pinned === undefined)
    return root.kind === "object" ? opened(text, root, ` pinned: { ${key}: [${item}] },`) : null;
  if (pinned.kind !== "object") return null;
  const group = pinned.members.get(address)?.value;
  if (group === undefined) return opened(text, pinned, ` ${key}: [${item}],`);
  return group.kind === "array" ? opened(text, group, `${item}, `) : null;
}

/** The text of a config without the pins of one point; null: it has none, or the text around them is not plain. */
export function withoutPin(text: string, root: TreeNode, address: string, id: string): string | null {
  const pinned = memberOf(root, "pinned")?.value;
  const group = pinned?.kind === "object" ? pinned.members.get(address)?.value : undefined;
  if (group?.kind !== "array") return null;
  const items = group.items.filter((item) => idOf(item) === id);
  const [last] = items.slice(-1);
  if (last === undefined) return null;
  return items.reduceRight<string>((left, { span }) => {
    const behind = /^\s*,[ \t]*/.exec(left.slice(span.end))?.[0] ?? "";
    return left.slice(0, span.start) + left.slice(span.end + behind.length);
  }, text);
}

function idOf(item: TreeNode): unknown {
  const id = memberOf(item, "id")?.value;
  return id?.kind === "scalar" ? id.value : undefined;
}
