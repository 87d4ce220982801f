/** Of `common/inomap.h` of xfsdump: a map of inodes is a list of segments of 64 inodes. */
const SEGMENT = { size: 32, inodes: 64n, count: 511 } as const;

/** Some 40 bytes of memory each. */
const MOST_SEGMENTS = 4 * 1024 * 1024;

/** Which inodes are directories, by the maps at the begin of a dump. */
export class DirectoryMap {
  readonly #first: bigint[] = [];
  readonly #bits: bigint[] = [];

  /** The segments of a map, in the order of their inodes. False: there are too many, and some are left out. */
  add(map: Buffer): boolean {
    for (let at = 0; at < SEGMENT.count * SEGMENT.size; at += SEGMENT.size) {
      const low = map.readBigUInt64BE(at + 8);
      // The state of an inode has three bits: it is odd for a directory.
      if (low === 0n) continue;
      if (this.#first.length >= MOST_SEGMENTS) return false;
      this.#first.push(map.readBigUInt64BE(at));
      this.#bits.push(low);
    }
    return true;
  }

  has(inode: bigint): boolean {
    let [from, to] = [0, this.#first.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#first[middle] ?? 0n) <= inode) from = middle + 1;
      else to = middle;
    }
    const distance = inode - (this.#first[from - 1] ?? inode);
    return distance < SEGMENT.inodes && from > 0 && (((this.#bits[from - 1] ?? 0n) >> distance) & 1n) === 1n;
  }
}
