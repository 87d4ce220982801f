import type { EscapedName } from "../format/escape.ts";

/**
 * Finds the names that are one file on one side alone. Each side gives a number for each name: names of one file have the
 * same. Only names that both sides have are added.
 */
export class LinkGroups {
  readonly #old = new Map<EscapedName, number>();
  readonly #fresh = new Map<EscapedName, number>();

  addOld(path: EscapedName, ino: number): void {
    this.#old.set(path, ino);
  }

  addFresh(path: EscapedName, ino: number): void {
    this.#fresh.set(path, ino);
  }

  get size(): number {
    return this.#old.size + this.#fresh.size;
  }

  /** @param isCommon whether both sides have the name */
  *differing(isCommon: (path: EscapedName) => boolean): Generator<EscapedName, void> {
    const byOld = new Map<number, number | EscapedName>();
    const byFresh = new Map<number, number | EscapedName>();
    // Threads add names of the newer side in any order.
    const freshOnly = [...this.#fresh.keys()].filter((path) => !this.#old.has(path)).sort();
    for (const path of [...this.#old.keys(), ...freshOnly]) {
      if (!isCommon(path)) continue;
      const old = this.#old.get(path);
      const fresh = this.#fresh.get(path);
      // A name without a number is a file of its own, which no other name can be.
      const isSame =
        (old === undefined || agree(byOld, old, fresh ?? path)) &&
        (fresh === undefined || agree(byFresh, fresh, old ?? path));
      if (!isSame) yield path;
    }
  }
}

function agree(known: Map<number, number | EscapedName>, group: number, other: number | EscapedName): boolean {
  const first = known.get(group);
  if (first === undefined) known.set(group, other);
  return first === undefined || first === other;
}
