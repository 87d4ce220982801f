/** In bytes, with a `.` for the root. The kernel takes no longer path, so no program restores it. */
const LONGEST_PATH = 4095;

/** Some 50 bytes of memory each. */
const MOST_DIRECTORIES = 4 * 1024 * 1024;

/** Collects the directories of a stream, in any order, and finds those with paths that are too long to be restored. */
export class LongPaths {
  readonly #most: number;
  /** By inode: the place in the lists. */
  readonly #places = new Map<number, number>();
  /** The place of the directory above; -1: none is known. */
  readonly #parents: number[] = [];
  /** The length of its name. */
  readonly #names: number[] = [];
  /** The length of the longest name in it. */
  readonly #longest: number[] = [];
  readonly #inodes: number[] = [];
  #isCut = false;

  constructor(most = MOST_DIRECTORIES) {
    this.#most = most;
  }

  /** A name in a directory. `child`: the inode of a directory; null: the name is no directory. */
  add(directory: number, length: number, child: number | null): void {
    const above = this.#placeOf(directory);
    const below = child === null ? -1 : this.#placeOf(child);
    if (above >= 0) this.#longest[above] = Math.max(this.#longest[above] ?? 0, length);
    if (above < 0 || below < 0) return;
    this.#parents[below] = above;
    this.#names[below] = length;
  }

  /** There are more directories than are known here. */
  cut(): void {
    this.#isCut = true;
  }

  /** After the last name: how many directories have too long paths, and the first of them. */
  end(most: number): { readonly count: number; readonly first: readonly string[] } {
    const lengths = this.#lengths();
    const found = lengths.flatMap((length, place) =>
      length + 1 + (this.#longest[place] ?? 0) > LONGEST_PATH ? [this.#inodes[place]] : [],
    );
    const first = found
      .slice(0, most)
      .map((inode) => `paths of more than ${LONGEST_PATH} bytes in the directory with the inode ${inode}`);
    if (!this.#isCut) return { count: found.length, first };
    const unknown = `perhaps more paths of more than ${LONGEST_PATH} bytes: not all of its directories were examined`;
    return { count: found.length + 1, first: [...first, unknown] };
  }

  #placeOf(inode: number): number {
    const known = this.#places.get(inode);
    if (known !== undefined) return known;
    if (this.#inodes.length >= this.#most) {
      this.cut();
      return -1;
    }
    const place = this.#inodes.push(inode) - 1;
    this.#places.set(inode, place);
    this.#parents.push(-1);
    this.#names.push(0);
    this.#longest.push(0);
    return place;
  }

  /** The lengths of the paths of the directories. A circle of a hostile stream ends where it began. */
  #lengths(): readonly number[] {
    const lengths = this.#inodes.map(() => 0);
    const isSeen = new Uint8Array(lengths.length);
    for (let start = 0; start < lengths.length; start++) {
      const chain: number[] = [];
      let at = start;
      for (; at >= 0 && isSeen[at] === 0; at = this.#parents[at] ?? -1) {
        isSeen[at] = 1;
        chain.push(at);
      }
      let length = at < 0 ? null : (lengths[at] ?? 0);
      for (const place of chain.reverse()) {
        length = length === null ? 1 : length + 1 + (this.#names[place] ?? 0);
        lengths[place] = length;
      }
    }
    return lengths;
  }
}
