import { type Mark, plain, spoken } from "@rdump/core/provider";

/** The tag of a snapshot until its tree is checked again after restic has read it. */
export const UNCHECKED_TAG = "unchecked";

/** The tag of a checked snapshot with missing files, which the run reported. */
export const INCOMPLETE_TAG = "incomplete";

type Tags = readonly [owner: string, volume: string, run: string];

/**
 * The three tags that make a snapshot rdump's own: `rdump:owner=ID`, `rdump:volume=VOLUME`, `rdump:run=RUN@MACHINE`. They
 * are written so that no comma can be in them, which separates tags.
 */
export function markTags({ owner, volume, machine, run }: Mark): Tags {
  return [
    `rdump:owner=${plain(owner)}`,
    `rdump:volume=${plain(volume)}`,
    `rdump:run=${run}${machine === null ? "" : `@${machine}`}`,
  ];
}

/** No tag that rdump writes is longer. */
const LONGEST = 4096;

/** The mark in the tags of a snapshot; null if they are not exactly the output of `markTags` and a state. */
export function parseMark(tags: readonly string[]): Mark | null {
  const [owner, volume, run, state, ...more] = tags;
  if (more.length > 0 || (state !== undefined && state !== UNCHECKED_TAG && state !== INCOMPLETE_TAG)) return null;
  const ofOwner = valueBehind(owner, "rdump:owner=");
  const ofVolume = valueBehind(volume, "rdump:volume=");
  const [, id, machine = null] = /^rdump:run=([A-Za-z0-9._-]+)(?:@([0-9a-f]{16}))?$/.exec(run ?? "") ?? [];
  if (ofOwner === null || ofVolume === null || id === undefined) return null;
  const mark = { owner: ofOwner, volume: ofVolume, machine, run: id };
  return markTags(mark).every((tag, index) => tag === tags[index]) ? mark : null;
}

function valueBehind(tag: string | undefined, key: string): string | null {
  return tag?.startsWith(key) && tag.length <= LONGEST ? spoken(tag.slice(key.length)) : null;
}
