import type { Span } from "./positions.ts";
import type { TreeNode } from "./tree.ts";

/**
 * A position in the tree to read from. Missing values, and values of the wrong shape (which are already reported), read
 * as null or as empty. So the rest of a config is still checked, and all errors are reported at once.
 */
export class Cursor {
  readonly node: TreeNode | null;
  /** The place for errors: the value, or the object in which the value is missing. */
  readonly span: Span;
  /** The key of the value, if it has one. */
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

/** Only the bracket: the place of an object without a key is its beginning, not its whole length. */
export function opening(span: Span): Span {
  return { start: span.start, end: Math.min(span.start + 1, span.end) };
}
