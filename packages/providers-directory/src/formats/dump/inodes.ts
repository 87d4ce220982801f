const PAGE = 1024;
const INODES = PAGE * 8;

/** Memory, in pages: for each inode of a file system with 1 Gi inodes, or for as many separate parts of a larger one. */
const MOST_PAGES = 128 * 1024;

/** Inode numbers, as bits. Those of a file system are dense. */
export class InodeSet {
  readonly #pages = new Map<number, Uint8Array>();

  /** Whether it was there before; null: there are too many. */
  add(inode: number): boolean | null {
    const page = this.#pageOf(Math.floor(inode / INODES));
    if (page === null) return null;
    const [at, bit] = placeOf(inode);
    const before = page[at] ?? 0;
    page[at] = before | bit;
    return (before & bit) !== 0;
  }

  /** A number that both sets have; null: there is none. */
  common(other: InodeSet): number | null {
    for (const [number, page] of this.#pages) {
      const others = other.#pages.get(number);
      const at = others === undefined ? -1 : page.findIndex((byte, index) => (byte & (others[index] ?? 0)) !== 0);
      if (at >= 0) return number * INODES + at * 8 + 31 - Math.clz32(lowest((page[at] ?? 0) & (others?.[at] ?? 0)));
    }
    return null;
  }

  #pageOf(number: number): Uint8Array | null {
    const known = this.#pages.get(number);
    if (known !== undefined) return known;
    if (this.#pages.size >= MOST_PAGES) return null;
    const page = new Uint8Array(PAGE);
    this.#pages.set(number, page);
    return page;
  }
}

function placeOf(inode: number): readonly [at: number, bit: number] {
  const within = inode % INODES;
  return [within >> 3, 1 << (within & 7)];
}

function lowest(bits: number): number {
  return bits & -bits;
}
