/** On the dataset of a replica: how streams arrive there, and which key it had; then its own name, because children inherit it. */
export const STREAM_PROPERTY = "rdump:stream";

/** What tells whether the key of an encrypted dataset was changed. */
export interface KeyFacts {
  readonly format: string;
  readonly salt: string;
}

export interface Remembered {
  /** Streams are encrypted as the source is. */
  readonly raw: boolean;
  /** Null: not recorded yet. */
  readonly key: KeyFacts | null;
}

export function streamMark(dataset: string, { raw, key }: Remembered): string {
  const kind = raw ? "raw" : "plain";
  return `${key === null ? kind : `${kind}:${key.format}:${key.salt}`}/${dataset}`;
}

/** Null: nothing is remembered of this dataset itself. */
export function rememberedIn(mark: string | null, dataset: string): Remembered | null {
  const match = /^(raw|plain)(?::([a-z]{1,16}):([0-9-]{1,20}))?\//.exec(mark ?? "");
  if (match === null || mark !== `${match[0]}${dataset}`) return null;
  const [, kind, format, salt] = match;
  return { raw: kind === "raw", key: format === undefined || salt === undefined ? null : { format, salt } };
}

/** What was found out about a replica that exists. */
export interface StreamState {
  readonly remembered: Remembered | null;
  /** The present stream is raw. */
  readonly raw: boolean;
  /** Of the replica, and of the dataset that has the key of the source. Null: not encrypted. */
  readonly key: KeyFacts | null;
  readonly sourceKey: KeyFacts | null;
}

/**
 * Pure: what differs from what is remembered; null: nothing. A raw stream brings the key of the source, so a key that is that
 * of the source was received.
 */
export function whatDiffers({ remembered, raw, key, sourceKey }: StreamState): string | null {
  if (remembered === null) return null;
  if (remembered.raw !== raw)
    return `it was made from ${remembered.raw ? "encrypted" : "decrypted"} streams, and the source is ${raw ? "" : "not "}encrypted now`;
  const before = remembered.key;
  if (!raw || before === null || isSame(before, key) || isSame(sourceKey, key)) return null;
  const changes = [
    ["keyformat", before.format, key?.format],
    ["pbkdf2salt", before.salt, key?.salt],
  ].flatMap(([name, was, is]) => (was === is ? [] : [`${name} was ${was} and is ${is ?? "missing"}`]));
  return changes.join(", and ");
}

function isSame(one: KeyFacts | null, other: KeyFacts | null): boolean {
  return one !== null && other !== null && one.format === other.format && one.salt === other.salt;
}

/** What the replica must remember after the next step; null: it does. */
export function toRemember({ remembered, raw, key }: StreamState): Remembered | null {
  const wanted = { raw, key: raw ? key : null };
  if (remembered === null) return wanted;
  return wanted.key === null || isSame(wanted.key, remembered.key) ? null : wanted;
}
