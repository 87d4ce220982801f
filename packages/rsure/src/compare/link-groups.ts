/**
 * Finds the names that are one file on one side alone. Each side gives a number for each name: names of one file have the
 * same. A name is added by its id, which is a number: users decide how long paths are. Only names that both sides have are
 * looked at.
 */
export class LinkGroups {
  readonly #old = new Map<number, number>();
  readonly #fresh = new Map<number, number>();

  addOld(id: number, ino: number): void {
    this.#old.set(id, ino);
  }

  addFresh(id: number, ino: number): void {
    this.#fresh.set(id, ino);
  }

  get size(): number {
    return this.#old.size + this.#fresh.size;
  }

  /** The ids of names on the newer side. */
  hasFresh(id: number): boolean {
    return this.#fresh.has(id);
  }

  /** @param isCommon whether both sides have the name */
  *differing(isCommon: (id: number) => boolean): Generator<number, void> {
    const byOld = new Map<number, number>();
    const byFresh = new Map<number, number>();
    // Threads add names of the newer side in any order.
    const freshOnly = [...this.#fresh.keys()].filter((id) => !this.#old.has(id)).sort((a, b) => a - b);
    for (const id of [...this.#old.keys(), ...freshOnly]) {
      if (!isCommon(id)) continue;
      const old = this.#old.get(id);
      const fresh = this.#fresh.get(id);
      // A name without a number is a file of its own, which no other name can be: no inode has a negative number.
      const alone = -1 - id;
      const isSame =
        (old === undefined || agree(byOld, old, fresh ?? alone)) &&
        (fresh === undefined || agree(byFresh, fresh, old ?? alone));
      if (!isSame) yield id;
    }
  }
}

function agree(known: Map<number, number>, group: number, other: number): boolean {
  const first = known.get(group);
  if (first === undefined) known.set(group, other);
  return first === undefined || first === other;
}
