/** The index of the first of the sorted numbers that is not smaller; their length when all are. */
export function firstFrom(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A list of numbers in 8 bytes each, for one number a line of a tree. */
export class NumberList {
  #numbers = new Float64Array(1024);
  size = 0;

  add(number: number): void {
    if (this.size === this.#numbers.length) {
      const larger = new Float64Array(2 * this.size);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.size++] = number;
  }

  /** The numbers in the order in which they came, without a copy. */
  take(): Float64Array<ArrayBuffer> {
    return this.#numbers.subarray(0, this.size);
  }
}
