import { type Mark, plain, type RecordedMachine, spoken } from "@rdump/core/provider";

/** The tag of a snapshot until its tree is checked again after restic has read it. */
export const UNCHECKED_TAG = "unchecked";

/** The tag of a checked snapshot with missing files, which the run reported. */
export const INCOMPLETE_TAG = "incomplete";

type Tags = readonly [owner: string, volume: string, run: string, ...record: string[]];

/**
 * The tags that make a snapshot rdump's own: `rdump:owner=ID`, `rdump:volume=VOLUME`, `rdump:run=RUN@MACHINE`. They
 * are written so that no comma can be in them, which separates tags. A snapshot with a machine record has its digest and
 * path in a fourth one: `rdump:record=SHA256:PATH`.
 */
export function markTags({ owner, volume, machine, run }: Mark, record: RecordedMachine | null = null): Tags {
  return [
    `rdump:owner=${plain(owner)}`,
    `rdump:volume=${plain(volume)}`,
    `rdump:run=${run}${machine === null ? "" : `@${machine}`}`,
    ...(record === null ? [] : [`rdump:record=${record.digest}:${plain(record.path)}`]),
  ];
}

/** No tag that rdump writes is longer. */
const LONGEST = 4096;

/** The mark in the tags of a snapshot; null if they are not exactly the output of `markTags` and a state. */
export function parseMark(tags: readonly string[]): Mark | null {
  return parseTags(tags)?.mark ?? null;
}

/** The machine record that a snapshot with these tags contains; null if there is none. */
export function parseRecorded(tags: readonly string[]): RecordedMachine | null {
  return parseTags(tags)?.record ?? null;
}

interface Tagged {
  readonly mark: Mark;
  readonly record: RecordedMachine | null;
}

function parseTags([owner, volume, run, ...rest]: readonly string[]): Tagged | null {
  const [, digest, recorded] = /^rdump:record=([0-9a-f]{64}):(.+)$/s.exec(rest[0] ?? "") ?? [];
  const [state, ...more] = digest === undefined ? rest : rest.slice(1);
  if (more.length > 0 || (state !== undefined && state !== UNCHECKED_TAG && state !== INCOMPLETE_TAG)) return null;
  const ofOwner = valueBehind(owner, "rdump:owner=");
  const ofVolume = valueBehind(volume, "rdump:volume=");
  const [, id, machine = null] = /^rdump:run=([A-Za-z0-9._-]+)(?:@([0-9a-f]{16}))?$/.exec(run ?? "") ?? [];
  if (ofOwner === null || ofVolume === null || id === undefined) return null;
  const mark = { owner: ofOwner, volume: ofVolume, machine, run: id };
  const path = recorded === undefined || recorded.length > LONGEST ? null : spoken(recorded);
  const record = digest === undefined || path === null ? null : { digest, path };
  const tags = [owner, volume, run, ...rest];
  const written = markTags(mark, record);
  const isWritten = written.length === (digest === undefined ? 3 : 4) && written.every((tag, at) => tag === tags[at]);
  return isWritten ? { mark, record } : null;
}

function valueBehind(tag: string | undefined, key: string): string | null {
  return tag?.startsWith(key) && tag.length <= LONGEST ? spoken(tag.slice(key.length)) : null;
}
