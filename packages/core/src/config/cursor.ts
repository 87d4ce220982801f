import type { Span } from "./positions.ts";
import type { TreeNode } from "./tree.ts";

/**
 * A place in the tree to read from. What is absent, and what has the wrong shape (which the check has said by then),
 * both read as null or as nothing; so all the rest of a config can still be looked at, and all its faults told at once.
 */
export class Cursor {
  readonly node: TreeNode | null;
  /** Where to point at: the value; for something absent, what it is missing from. */
  readonly span: Span;
  /** The key that it stands under, where it has one. */
  readonly keySpan: Span;

  constructor(node: TreeNode | null, span: Span, keySpan: Span = span) {
    this.node = node;
    this.span = span;
    this.keySpan = keySpan;
  }

  get exists(): boolean {
    return this.node !== null;
  }

  at(key: string): Cursor {
    const member = this.node?.kind === "object" ? this.node.members.get(key) : undefined;
    if (member === undefined) return new Cursor(null, this.keySpan);
    return new Cursor(member.value, member.value.span, member.keySpan);
  }

  text(): string | null {
    const value = this.#scalar();
    return typeof value === "string" ? value : null;
  }

  number(): number | null {
    const value = this.#scalar();
    return typeof value === "number" ? value : null;
  }

  flag(): boolean | null {
    const value = this.#scalar();
    return typeof value === "boolean" ? value : null;
  }

  items(): readonly Cursor[] {
    if (this.node?.kind !== "array") return [];
    return this.node.items.map(
      (item) => new Cursor(item, item.span, item.kind === "object" ? opening(item.span) : item.span),
    );
  }

  /** Sorted by key. */
  entries(): readonly (readonly [string, Cursor])[] {
    if (this.node?.kind !== "object") return [];
    return [...this.node.members.values()]
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map((member) => [member.key, new Cursor(member.value, member.value.span, member.keySpan)]);
  }

  #scalar(): string | number | boolean | null {
    return this.node?.kind === "scalar" && !this.node.reported ? this.node.value : null;
  }
}

/** The bracket alone: an object that has no key is pointed at there, not along its whole length. */
export function opening(span: Span): Span {
  return { start: span.start, end: Math.min(span.start + 1, span.end) };
}
