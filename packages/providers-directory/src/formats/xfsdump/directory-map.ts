/** Of `common/inomap.h` of xfsdump: a map of inodes is a list of segments of 64 inodes. */
const SEGMENT = { size: 32, inodes: 64n } as const;

/** In one map. The last inode of the map is behind them. */
export const SEGMENTS = 511;

/** Some 40 bytes of memory each. */
const MOST_SEGMENTS = 4 * 1024 * 1024;

/**
 * Which inodes are directories, by the maps at the begin of a dump. xfsrestore writes elsewhere in its memory if the segments
 * have another order.
 */
export class DirectoryMap {
  readonly #first: bigint[] = [];
  readonly #bits: bigint[] = [];
  /** The last inode of the segments until now. */
  #last = -1n;

  /**
   * A map with `count` segments, in the order of their inodes. False: the map is not valid. What is more than can be kept is left
   * out, and `cut` called.
   */
  add(map: Buffer, count: number, cut: () => void): boolean {
    for (let segment = 0; segment < count; segment++) {
      const at = segment * SEGMENT.size;
      const first = map.readBigUInt64BE(at);
      if (first <= this.#last) return false;
      this.#last = first + SEGMENT.inodes - 1n;
      if (this.#first.length >= MOST_SEGMENTS) cut();
      else {
        this.#first.push(first);
        // The state of an inode has three bits: it is odd for a directory.
        this.#bits.push(map.readBigUInt64BE(at + 8));
      }
    }
    return this.isLast(map.readBigUInt64BE(SEGMENTS * SEGMENT.size));
  }

  isLast(inode: bigint): boolean {
    return inode === this.#last;
  }

  isFirst(inode: bigint): boolean {
    return inode === this.#first[0];
  }

  /** Whether a segment has the inode. True for all if segments were left out. */
  knows(inode: bigint): boolean {
    const segment = this.#segmentOf(inode);
    const isCut = this.#first.length >= MOST_SEGMENTS;
    return isCut || (segment >= 0 && inode - (this.#first[segment] ?? 0n) < SEGMENT.inodes);
  }

  has(inode: bigint): boolean {
    const segment = this.#segmentOf(inode);
    const distance = inode - (this.#first[segment] ?? inode);
    return segment >= 0 && distance < SEGMENT.inodes && (((this.#bits[segment] ?? 0n) >> distance) & 1n) === 1n;
  }

  /** The last segment that begins at the inode or before; -1: there is none. */
  #segmentOf(inode: bigint): number {
    let [from, to] = [0, this.#first.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#first[middle] ?? 0n) <= inode) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }
}
