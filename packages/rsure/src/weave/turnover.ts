import type { MergeSink } from "./merge.ts";

/** The comparison of the files of a revision with the previous one, by name. */
export interface Turnover {
  readonly added: number;
  /** Names that are gone. */
  readonly gone: number;
  /** Names whose content is gone: the file is empty now, or no regular file any more. */
  readonly emptied: number;
  /** Names with other content. */
  readonly changed: number;
}

/** Counts the files that differ while it hands everything on. All but directories count as files. */
export class TurnoverCounter implements MergeSink {
  #added = 0;
  #gone = 0;
  #emptied = 0;
  #changed = 0;
  readonly #next: MergeSink;

  constructor(next: MergeSink) {
    this.#next = next;
  }

  get turnover(): Turnover {
    return { added: this.#added, gone: this.#gone, emptied: this.#emptied, changed: this.#changed };
  }

  both(old: string, fresh: string): void {
    if (old !== fresh && isFile(old)) {
      if (hasLostContent(old, fresh)) this.#emptied++;
      else if (contentOf(old).sha1 !== contentOf(fresh).sha1) this.#changed++;
    }
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

export const isFile = (line: string): boolean => line.charCodeAt(0) === 0x66;

/** The facts about the content in the line of a file; `undefined` for missing facts. */
export function contentOf(line: string): { readonly size: string | undefined; readonly sha1: string | undefined } {
  return { size: wordBehind(line, " size "), sha1: wordBehind(line, " sha1 ") };
}

/** Whether a file had content, and the entry of its name has none. */
export function hasLostContent(old: string, fresh: string): boolean {
  const { size } = contentOf(old);
  if (size === undefined || size === "0") return false;
  const now = contentOf(fresh).size;
  return now === undefined || now === "0";
}

/** Names and values have no spaces, so nothing else in a line can be taken for a key. */
function wordBehind(line: string, key: string): string | undefined {
  const start = line.indexOf(key, line.indexOf(" [")) + key.length;
  return start < key.length ? undefined : line.slice(start, line.indexOf(" ", start));
}
