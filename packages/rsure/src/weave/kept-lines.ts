import type { Cursor } from "./cursor.ts";
import { fingerprint } from "./fingerprint.ts";
import type { MergeSink } from "./merge.ts";
import { firstFrom, NumberList } from "./sorted.ts";

/** Which lines of two texts stay in place, by their position: 1 for a line that does. */
export interface KeptLines {
  readonly old: Uint8Array;
  readonly fresh: Uint8Array;
}

/**
 * Compares two texts by their lines at any position. Lines that occur once in each text decide: of these the longest
 * sequence stays that has the same order in both. Lines around them that are equal stay too. About 40 bytes a line.
 *
 * As many lines stay of one text as of the other. Lines are compared by fingerprints: the caller compares again.
 */
export async function keptLines(old: AsyncIterable<string>, fresh: AsyncIterable<string>): Promise<KeptLines> {
  const left = await fingerprints(old);
  const right = await fingerprints(fresh);
  const kept = { old: new Uint8Array(left.length), fresh: new Uint8Array(right.length) };
  const partners = longestRising(partnersOf(left, right));
  let before = { left: -1, right: -1 };
  const settle = (at: { left: number; right: number }): void => {
    keepBetween(left, right, before, at, kept);
    before = at;
  };
  for (const [at, partner] of partners.entries()) if (partner >= 0) settle({ left: at, right: partner });
  settle({ left: left.length, right: right.length });
  return kept;
}

/**
 * As `mergeTrees`, but keeps the given lines. A pair of lines that is not equal after all counts as changed. Every line is
 * reported as one by itself.
 */
export async function* keepLines(
  old: Cursor,
  fresh: Cursor,
  kept: KeptLines,
  sink: MergeSink,
): AsyncGenerator<void, void> {
  let ofOld = 0;
  let ofNew = 0;
  while (old.line !== undefined || fresh.line !== undefined) {
    const { line: oldLine } = old;
    const { line: newLine } = fresh;
    const drops = oldLine !== undefined && kept.old[ofOld] !== 1;
    const adds = !drops && newLine !== undefined && kept.fresh[ofNew] !== 1;
    if (drops) sink.dropped(oldLine, true);
    else if (adds) sink.added(newLine, true);
    else if (oldLine !== undefined && newLine !== undefined) sink.both(oldLine, newLine);
    else throw new Error("a kept line is in one text only");
    if (!adds) {
      ofOld++;
      if (!old.advance()) {
        yield;
        await old.refill();
      }
    }
    if (!drops) {
      ofNew++;
      if (!fresh.advance()) {
        yield;
        await fresh.refill();
      }
    }
  }
}

async function fingerprints(text: AsyncIterable<string>): Promise<Float64Array> {
  const numbers = new NumberList();
  for await (const piece of text) {
    for (let at = 0; at < piece.length; ) {
      const end = piece.indexOf("\n", at);
      numbers.add(fingerprint(piece, at, end));
      at = end + 1;
    }
  }
  return numbers.take();
}

/** For each line on the left the line on the right with its number, or -1; only where the number occurs once in each. */
function partnersOf(left: Float64Array, right: Float64Array): Int32Array {
  const single = onlyOnce(right);
  const places = new Int32Array(single.length);
  for (const [at, number] of right.entries()) {
    const found = firstFrom(single, number);
    if (single[found] === number) places[found] = at;
  }
  const singleLeft = onlyOnce(left);
  return Int32Array.from(left, (number) => {
    if (singleLeft[firstFrom(singleLeft, number)] !== number) return -1;
    const found = firstFrom(single, number);
    return single[found] === number ? (places[found] as number) : -1;
  });
}

function onlyOnce(numbers: Float64Array): Float64Array {
  const sorted = numbers.slice().sort();
  return sorted.filter((number, at) => number !== sorted[at - 1] && number !== sorted[at + 1]);
}

/** Replaces the numbers outside of a longest rising sequence by -1. */
function longestRising(numbers: Int32Array): Int32Array {
  /** By length of a sequence: the position of the smallest number that ends one. */
  const ends = new Int32Array(numbers.length);
  const previous = new Int32Array(numbers.length);
  let longest = 0;
  for (const [at, number] of numbers.entries()) {
    if (number < 0) continue;
    let [low, high] = [0, longest];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    previous[at] = low === 0 ? -1 : (ends[low - 1] as number);
    ends[low] = at;
    if (low === longest) longest++;
  }
  const rising = new Int32Array(numbers.length).fill(-1);
  for (let at = longest === 0 ? -1 : (ends[longest - 1] as number); at >= 0; at = previous[at] as number) {
    rising[at] = numbers[at] as number;
  }
  return rising;
}

interface Place {
  readonly left: number;
  readonly right: number;
}

/** Keeps equal lines right behind `from` and right before `to`, and the lines at `to` unless they are the ends. */
function keepBetween(left: Float64Array, right: Float64Array, from: Place, to: Place, kept: KeptLines): void {
  const most = Math.min(to.left - from.left, to.right - from.right) - 1;
  let behind = 0;
  while (behind < most && left[from.left + 1 + behind] === right[from.right + 1 + behind]) behind++;
  let ahead = 0;
  while (ahead < most - behind && left[to.left - 1 - ahead] === right[to.right - 1 - ahead]) ahead++;
  kept.old.fill(1, from.left + 1, from.left + 1 + behind).fill(1, to.left - ahead, to.left + 1);
  kept.fresh.fill(1, from.right + 1, from.right + 1 + behind).fill(1, to.right - ahead, to.right + 1);
}
