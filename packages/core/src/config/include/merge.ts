import type { Span } from "../positions.ts";
import type { Member, ObjectNode, TreeNode } from "../tree.ts";

/** The tree of a text that begins at this offset of the whole text. */
export function shifted(node: TreeNode, by: number): TreeNode {
  if (by === 0) return node;
  const span = shiftedSpan(node.span, by);
  if (node.kind === "scalar") return { ...node, span };
  if (node.kind === "array") return { ...node, span, items: node.items.map((item) => shifted(item, by)) };
  const members = Array.from(node.members.values(), ({ key, keySpan, value }): [string, Member] => [
    key,
    { key, keySpan: shiftedSpan(keySpan, by), value: shifted(value, by) },
  ]);
  return { ...node, span, members: new Map(members) };
}

function shiftedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** Merges trees, and remembers which declarations had lower precedence: by the start of the key that replaced them. */
export class Merge {
  readonly earlier = new Map<number, readonly Span[]>();

  /** Objects merge. Scalars and lists replace, and `null` removes a key. */
  merged(lower: ObjectNode, upper: ObjectNode): ObjectNode {
    const members = new Map(lower.members);
    for (const [key, member] of upper.members) {
      const under = members.get(key);
      if (under === undefined) members.set(key, member);
      else if (isNull(member.value)) members.delete(key);
      else members.set(key, this.#over(under, member));
    }
    return { ...upper, members };
  }

  #over(under: Member, { key, keySpan, value }: Member): Member {
    const known = this.earlier.get(under.keySpan.start) ?? [];
    this.earlier.set(keySpan.start, [...(this.earlier.get(keySpan.start) ?? []), ...known, under.keySpan]);
    const both = under.value.kind === "object" && value.kind === "object";
    return { key, keySpan, value: both ? this.merged(under.value, value) : value };
  }
}

function isNull(node: TreeNode): boolean {
  return node.kind === "scalar" && node.value === null && !node.reported;
}

/** The object without some of its keys. */
export function without(node: ObjectNode, keys: readonly string[]): ObjectNode {
  return { ...node, members: new Map([...node.members].filter(([key]) => !keys.includes(key))) };
}
