import { isPlainName, MOST_ODD_NAMES, type Sample } from "@rdump/core/provider";
import type { CoverageTable } from "./coverage.ts";
import type { RevisionEntry } from "./entry.ts";

type Candidate = Pick<RevisionEntry, "key" | "size" | "path">;

/**
 * Pure: the entries that were not proven for the longest time. A new entry waits from the time at which it was seen first.
 * Equals come in the order of their keys, which has nothing to do with their names: so each proof reads all parts of the tree.
 *
 * A sample of 2% takes each entry in 50 proofs: entries that come later wait behind it.
 *
 * @param now in seconds since 1970
 */
export function chooseSample<Entry extends Candidate>(
  entries: readonly Entry[],
  sample: Sample,
  table: CoverageTable,
  now: number,
): readonly Entry[] {
  const waiting = entries.map((entry) => ({ entry, ...(table.of(entry.key) ?? { since: now, proven: false }) }));
  // Files that were seen first by the proof that proved the others come before these.
  waiting.sort((a, b) => a.since - b.since || Number(a.proven) - Number(b.proven) || byKey(a.entry, b.entry));
  let odd = 0;
  const next = waiting.filter(({ entry: { path } }) => isPlainName(path) || ++odd <= MOST_ODD_NAMES);
  const count = sample.kind === "part" ? Math.ceil(sample.part * entries.length) : countWithin(next, sample.bytes);
  return next.slice(0, count).map(({ entry }) => entry);
}

function byKey({ key: a }: Candidate, { key: b }: Candidate): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** A file that is larger than the whole sample is a sample of its own. */
function countWithin(waiting: readonly { readonly entry: Candidate }[], most: number): number {
  let bytes = 0;
  const end = waiting.findIndex(({ entry }, index) => {
    bytes += entry.size;
    return index > 0 && bytes > most;
  });
  return end < 0 ? waiting.length : end;
}
