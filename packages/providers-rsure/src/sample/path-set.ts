import { randomFillSync } from "node:crypto";

/**
 * A set of paths that keeps 53 bits of each: users decide how many paths differ, and how long they are. The hash has a random
 * seed, so that no user can choose two paths with the same one. Each call reads its path once.
 */
export class PathSet {
  readonly #hashes = new Set<number>();
  readonly #seed = randomFillSync(new Uint32Array(2));

  get size(): number {
    return this.#hashes.size;
  }

  add(path: string): void {
    this.#walk(path, false, (hash) => this.#hashes.add(hash));
  }

  /** Adds the directories above the path. */
  addAbove(path: string): void {
    this.#walk(path, true, (hash, end) => end < path.length && this.#hashes.add(hash));
  }

  has(path: string): boolean {
    return this.#finds(path, false);
  }

  /** Whether the path or a directory above it is in the set. */
  covers(path: string): boolean {
    return this.#finds(path, true);
  }

  #finds(path: string, withAbove: boolean): boolean {
    let isFound = false;
    const look = (hash: number) => {
      isFound ||= this.#hashes.has(hash);
    };
    if (this.#hashes.size > 0) this.#walk(path, withAbove, look);
    return isFound;
  }

  /** The hashes of the directories above the path, if they are wanted, and then its own. */
  #walk(path: string, withAbove: boolean, take: (hash: number, end: number) => void): void {
    let [high = 0, low = 0] = this.#seed;
    for (let at = 0; at < path.length; at++) {
      const code = path.charCodeAt(at);
      if (withAbove && code === SLASH) take(mixed(high, low), at);
      high = Math.imul(high ^ code, 0x9e3779b1);
      low = Math.imul(low ^ code, 0x5f356495);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    take(mixed(high, low), path.length);
  }
}

const SLASH = "/".charCodeAt(0);

function mixed(first: number, second: number): number {
  const high = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ Math.imul(second ^ (second >>> 13), 0xc2b2ae35);
  const low = Math.imul(second ^ (second >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 0x100000000 * (high & 0x1fffff) + (low >>> 0);
}
