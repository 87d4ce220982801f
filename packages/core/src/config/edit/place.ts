import type { Member, TreeNode } from "../tree.ts";

export function memberOf(node: TreeNode, key: string): Member | undefined {
  return node.kind === "object" ? node.members.get(key) : undefined;
}

/** Behind the opening bracket, no comma is missing. */
export function opened(text: string, { span }: TreeNode, put: string): string {
  return text.slice(0, span.start + 1) + put + text.slice(span.start + 1);
}
