import type { Span } from "./positions.ts";

/**
 * The text as values with their positions. Members are in a Map, so that a key like `__proto__` is a key like any
 * other. A string, a number, `true`, `false` and `null` are scalars.
 */
export type TreeNode = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly kind: "object";
  readonly span: Span;
  readonly members: ReadonlyMap<string, Member>;
}

export interface Member {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: TreeNode;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly span: Span;
  readonly items: readonly TreeNode[];
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly span: Span;
  readonly value: string | number | boolean | null;
  /** The value cannot be used, and this is already reported. */
  readonly reported: boolean;
}

/** The plain values. Objects have no prototype, so they contain only keys of the text. */
export function plainValue(node: TreeNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(plainValue);
  const value: { [key: string]: unknown } = Object.create(null);
  for (const member of node.members.values()) value[member.key] = plainValue(member.value);
  return value;
}

/** The value at a path of keys and indices, and its member; null without a value. */
export function find(root: TreeNode, path: readonly string[]): { node: TreeNode; member: Member | null } | null {
  let found: { node: TreeNode; member: Member | null } = { node: root, member: null };
  for (const step of path) {
    const { node } = found;
    if (node.kind === "object") {
      const member = node.members.get(step);
      if (member === undefined) return null;
      found = { node: member.value, member };
    } else {
      const item = node.kind === "array" ? node.items[Number(step)] : undefined;
      if (item === undefined) return null;
      found = { node: item, member: null };
    }
  }
  return found;
}
