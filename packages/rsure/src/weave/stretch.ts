/** The shortest stretch that is worth a comparison of its own: a few lines. */
const SHORTEST = 512;

/**
 * Finds out how far two texts are the same without looking at their lines. It tries as much as went well last time and
 * more, and where that fails a quarter, so that it costs little where much differs and next to nothing where nothing does.
 */
export class Stretches {
  #tried = SHORTEST;

  /**
   * @param left whole lines, `right` too; their first lines are equal
   * @param first the length of that line with its LF
   * @returns a length: so much is equal in both, and it ends a line
   */
  common(left: string, right: string, first: number): number {
    const most = Math.min(left.length, right.length);
    for (let length = Math.min(this.#tried, most); length > first; length >>= 2) {
      if (left.slice(0, length) === right.slice(0, length)) {
        this.#tried = Math.max(SHORTEST, length << 1);
        return length === most ? most : left.lastIndexOf("\n", length - 1) + 1;
      }
      this.#tried = SHORTEST;
    }
    return first;
  }
}
