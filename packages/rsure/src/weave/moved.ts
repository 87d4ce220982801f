import { fingerprint } from "./fingerprint.ts";
import type { MergeSink } from "./merge.ts";

/** So many fingerprints of either side are kept; of more lines, a part is taken as a sample. */
const MOST_KEPT = 1 << 12;

/** Fewer moved lines are left as the merge wrote them. */
const FEWEST = 32;

/** The weave may get this part of its new lines more than `diff` would add. */
const TOLERATED = 1 / 6;

/**
 * Counts lines that are within a directory of only one side, and on the other side within another one: a directory moved.
 * A merge in the order of names writes all of them again, where `diff` may write what the directory passed instead.
 * Hands everything on.
 */
export class MovedLines implements MergeSink {
  #added = 0;
  readonly #from = new Sample();
  readonly #to = new Sample();
  readonly #next: MergeSink;

  constructor(next: MergeSink) {
    this.#next = next;
  }

  /** Whether another order of comparison can add clearly fewer lines to the weave. */
  get areMany(): boolean {
    const moved = this.#from.common(this.#to);
    return moved >= FEWEST && moved > this.#added * TOLERATED;
  }

  both(old: string, fresh: string): void {
    if (old !== fresh) this.#added++;
    this.#next.both(old, fresh);
  }

  dropped(old: string, outermost: boolean): void {
    if (!outermost) this.#from.add(old);
    this.#next.dropped(old, outermost);
  }

  added(fresh: string, outermost: boolean): void {
    this.#added++;
    if (!outermost) this.#to.add(fresh);
    this.#next.added(fresh, outermost);
  }
}

/** The fingerprints of many lines, or of a part that depends on nothing but the lines. */
class Sample {
  #kept = new Set<number>();
  /** Those that are a multiple of it are kept. */
  #step = 1;

  add(line: string): void {
    const number = fingerprint(line, 0, line.length);
    if (number % this.#step !== 0) return;
    this.#kept.add(number);
    while (this.#kept.size > MOST_KEPT) this.#thin(2 * this.#step);
  }

  /** An estimate of the number of lines in both. */
  common(other: Sample): number {
    const step = Math.max(this.#step, other.#step);
    this.#thin(step);
    let common = 0;
    for (const number of this.#kept) if (other.#kept.has(number)) common++;
    return common * step;
  }

  #thin(step: number): void {
    if (step === this.#step) return;
    this.#step = step;
    this.#kept = new Set([...this.#kept].filter((number) => number % step === 0));
  }
}
