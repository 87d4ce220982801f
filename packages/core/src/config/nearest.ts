/** Longer words are no slip of the finger, and comparing them would cost time. */
const LONGEST = 64;

/** The candidate that was most likely meant, or null when none is near enough to be worth a guess. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST) return null;
  const written = word.toLowerCase();
  let best: string | null = null;
  let bound = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST || Math.abs(candidate.length - word.length) >= bound) continue;
    const distance = distanceBetween(written, candidate.toLowerCase());
    if (distance < bound || (distance === bound && best !== null && candidate < best)) {
      best = candidate;
      bound = distance;
    }
  }
  return best;
}

/** ` Did you mean "x"?`, or nothing: to be put behind a sentence. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === null ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
}

/** Letters put in, left out, changed, or two neighbours swapped (optimal string alignment). */
export function distanceBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
