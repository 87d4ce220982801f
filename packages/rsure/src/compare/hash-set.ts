import { firstFrom, NumberList } from "../weave/sorted.ts";

/** The number of digits of a hash that are compared: as many as a number can store exactly. Collisions are rare. */
const DIGITS = 13;

/**
 * Hashes of files that are looked for elsewhere, in 8 bytes each: all files of a tree may be among them. First they are
 * added, then `seal` is called, then hashes that are met are crossed off.
 */
export class HashSet {
  readonly #list = new NumberList();
  #numbers = new Float64Array(0);
  #met = new Uint8Array(0);

  get size(): number {
    return this.#list.size;
  }

  /** @param hash hexadecimal */
  add(hash: string): void {
    this.#list.add(numberOf(hash));
  }

  seal(): void {
    this.#numbers = this.#list.take().sort();
    this.#met = new Uint8Array(this.size);
  }

  /** Removes all entries with this hash. */
  meet(hash: string | undefined): void {
    if (hash === undefined) return;
    const number = numberOf(hash);
    const first = firstFrom(this.#numbers, number);
    if (this.#numbers[first] === number) this.#met[first] = 1;
  }

  /** Whether an added hash was met. */
  hasMet(hash: string): boolean {
    const number = numberOf(hash);
    const first = firstFrom(this.#numbers, number);
    return this.#numbers[first] === number && this.#met[first] === 1;
  }

  /** How many were added whose hash was never met. */
  get unmet(): number {
    let unmet = 0;
    for (let at = 0; at < this.size; ) {
      const first = at;
      while (at < this.size && this.#numbers[at] === this.#numbers[first]) at++;
      if (this.#met[first] === 0) unmet += at - first;
    }
    return unmet;
  }
}

function numberOf(hash: string): number {
  return Number.parseInt(hash.slice(0, DIGITS), 16);
}
