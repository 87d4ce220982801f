interface Node<T> {
  item: T | undefined;
  readonly children: Map<string, Node<T>>;
}

/**
 * Items by their paths. The items above a path are found in a time that grows with the length of the path, not with the
 * number of items. Of several items at one path, the first counts.
 */
export class Above<T extends { readonly path: string }> {
  readonly #root: Node<T> = { item: undefined, children: new Map() };

  constructor(items: Iterable<T>) {
    for (const item of items) {
      let node = this.#root;
      for (const part of partsOf(item.path)) {
        const next = node.children.get(part) ?? { item: undefined, children: new Map() };
        node.children.set(part, next);
        node = next;
      }
      node.item ??= item;
    }
  }

  /** The item at exactly this path. */
  at(path: string): T | undefined {
    const parts = partsOf(path);
    const nodes = this.#along(parts);
    return nodes.length > parts.length ? nodes.at(-1)?.item : undefined;
  }

  /** The items above a path, the nearest first, without the item at the path. */
  of(path: string): readonly T[] {
    const parts = partsOf(path);
    return this.#along(parts)
      .slice(0, parts.length)
      .flatMap(({ item }) => (item === undefined ? [] : [item]))
      .reverse();
  }

  /** The nodes from the root down, as far as they exist. */
  #along(parts: readonly string[]): readonly Node<T>[] {
    const nodes = [this.#root];
    for (const part of parts) {
      const next = nodes.at(-1)?.children.get(part);
      if (next === undefined) break;
      nodes.push(next);
    }
    return nodes;
  }
}

/** Below the root, which has none. */
function partsOf(path: string): readonly string[] {
  return path === "/" ? [] : path.split("/").slice(1);
}
