/** Which entries of a walk are in none of the directories that were entered. */
export class OutsideOf {
  #depth = Number.POSITIVE_INFINITY;

  /**
   * Called for each entry of the walk.
   *
   * @param depth the number of directories above the entry
   */
  has(depth: number): boolean {
    if (depth <= this.#depth) this.#depth = Number.POSITIVE_INFINITY;
    return this.#depth === Number.POSITIVE_INFINITY;
  }

  /** Following entries that are deeper are in this directory. */
  enter(depth: number): void {
    this.#depth = depth;
  }
}
