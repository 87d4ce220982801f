import type { MergeSink } from "./merge.ts";

/** How many files a revision has that the one before had not, and how many it has no more. */
export interface Turnover {
  readonly added: number;
  readonly gone: number;
}

/** Counts the files on one side only while it hands everything on. All but directories count as files. */
export class TurnoverCounter implements MergeSink {
  #added = 0;
  #gone = 0;
  readonly #next: MergeSink;

  constructor(next: MergeSink) {
    this.#next = next;
  }

  get turnover(): Turnover {
    return { added: this.#added, gone: this.#gone };
  }

  both(old: string, fresh: string): void {
    this.#next.both(old, fresh);
  }

  dropped(old: string, outermost: boolean): void {
    if (isFile(old)) this.#gone++;
    this.#next.dropped(old, outermost);
  }

  added(fresh: string, outermost: boolean): void {
    if (isFile(fresh)) this.#added++;
    this.#next.added(fresh, outermost);
  }
}

const isFile = (line: string): boolean => line.charCodeAt(0) === 0x66;
