import type { Header, Revision } from "../format/header.ts";
import type { Slices } from "./batch.ts";
import type { FileFacts } from "./facts.ts";
import { momentOf } from "./trust.ts";

/** The tag with the slice that the next scrub begins with. */
export const SCRUB_TAG = "scrub";

/** A tree has so many slices: 30 days are 34 or 35 slices a day. */
const SLICES = 1024;

/** The period in seconds in which each file is hashed again; `all`: every file now. */
export type Scrub = number | "all";

/**
 * The slices that are due, by the time since the last scrub that the surefile records. Without one, the time since the base
 * revision counts.
 */
export function slicesDue({ revisions }: Header, base: Revision, every: Scrub, asOf: number): Slices {
  const last = revisions.filter((each) => firstOf(each) !== null).sort((a, b) => b.number - a.number)[0];
  const first = (last && firstOf(last)) ?? 0;
  if (every === "all") return { first, count: SLICES };
  const since = momentOf(last ?? base);
  const elapsed = since === null ? every : asOf - since;
  return { first, count: Math.min(SLICES, Math.max(1, Math.ceil((SLICES * elapsed) / every))) };
}

/** The value of the tag of a revision that hashed these slices. */
export const scrubTag = ({ first, count }: Slices): string => String((first + count) % SLICES);

/** The inode number selects the slice, so all names of a file are in one. */
export function isInSlices({ ino }: Pick<FileFacts, "ino">, { first, count }: Slices): boolean {
  const slice = typeof ino === "bigint" ? Number(ino % BigInt(SLICES)) : ino % SLICES;
  return (slice - first + SLICES) % SLICES < count;
}

function firstOf({ tags }: Revision): number | null {
  const text = tags[SCRUB_TAG] ?? "";
  const first = Number(text);
  return /^\d{1,4}$/.test(text) && first < SLICES ? first : null;
}
