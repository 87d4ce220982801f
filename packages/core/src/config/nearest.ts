/** Longer words are not typing errors. */
const LONGEST = 64;

/** More edits than this make another word. */
const MOST_EDITS = 4;

/** Of more names than this, only those near the word in the two sorted lists are compared with it. */
const COMPARED = 128;

/**
 * Names that a user may have misspelled. A query takes at most 2 × `COMPARED` comparisons: of many names, only those
 * with the longest common beginning or end are compared. So a suggestion can be missed if the word has an error near
 * both of its ends.
 */
export class Names {
  readonly all: readonly string[];
  #sorted: readonly Entry[] | null = null;
  #reversed: readonly Entry[] | null = null;

  constructor(names: Iterable<string>) {
    this.all = [...names];
  }

  /** The most similar name; null if none is similar enough. Upper and lower case are equal. */
  nearest(word: string): string | null {
    if (word.length > LONGEST) return null;
    const written = word.toLowerCase();
    let best: string | null = null;
    let bound = Math.min(MOST_EDITS, Math.max(1, Math.floor(word.length / 3))) + 1;
    for (const name of this.#candidates(written)) {
      if (name.length > LONGEST || Math.abs(name.length - word.length) > bound) continue;
      const distance = distanceBetween(written, name.toLowerCase(), bound);
      if (distance < bound || (distance === bound && best !== null && name < best)) {
        best = name;
        bound = distance;
      }
    }
    return best;
  }

  /** ` Did you mean "x"?`, or an empty text, to append to a sentence. */
  suggestion(word: string): string {
    const meant = this.nearest(word);
    return meant === null ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
  }

  #candidates(written: string): Iterable<string> {
    if (this.all.length <= COMPARED) return this.all;
    this.#sorted ??= sortedBy(this.all, (name) => name);
    this.#reversed ??= sortedBy(this.all, reversed);
    return [...around(this.#sorted, written), ...around(this.#reversed, reversed(written))];
  }
}

/** The most similar candidate; null if none is similar enough. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return new Names(candidates).nearest(word);
}

/** ` Did you mean "x"?`, or an empty text, to append to a sentence. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  return new Names(candidates).suggestion(word);
}

/** More names are not a help. */
const LISTED = 10;

/** The same; without a similar name, the names that exist. */
export function suggestionOrList(word: string, candidates: Iterable<string>): string {
  const names = new Names(candidates);
  const meant = names.suggestion(word);
  if (meant !== "") return meant;
  const more = names.all.length > LISTED ? ` and ${names.all.length - LISTED} more` : "";
  return names.all.length === 0 ? " None is declared." : ` Declared: ${names.all.slice(0, LISTED).join(", ")}${more}.`;
}

interface Entry {
  readonly key: string;
  readonly name: string;
}

function sortedBy(names: readonly string[], keyOf: (name: string) => string): readonly Entry[] {
  return names
    .map((name) => ({ key: keyOf(name.slice(0, LONGEST + 1).toLowerCase()), name }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** The entries next to where a key would be inserted. */
function around(sorted: readonly Entry[], key: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return sorted.slice(Math.max(0, low - COMPARED / 2), low + COMPARED / 2).map(({ name }) => name);
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}

/**
 * Inserted, deleted and changed letters, and swapped neighbours (optimal string alignment). Above `most`, any number
 * greater than `most` is returned: only cells that can be lower are computed.
 */
export function distanceBetween(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    const row: number[] = [];
    row[from - 1] = from === 1 ? i : most + 1;
    for (let j = from; j <= to; j++) {
      const changed = (last[j - 1] ?? most + 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cell = Math.min((last[j] ?? most + 1) + 1, (row[j - 1] ?? most + 1) + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cell = Math.min(cell, (beforeLast[j - 2] ?? most + 1) + 1);
      }
      row[j] = cell;
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}
