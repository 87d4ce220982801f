import type { Owned } from "./names.ts";

const OWNER = "rdump.owner=";
const VOLUME = "rdump.volume=";
const RUN = "rdump.run=";

/** The tags of an object of a run: owner, volume and run. Names are escaped to the characters of LVM. */
export function tagsFor(owned: Owned, run: string): readonly string[] {
  return [...ownTags(owned), `${RUN}${run}`];
}

/** Those that all runs of a volume have in common. */
export function ownTags({ owner, volume }: Owned): readonly string[] {
  return [`${OWNER}${owner}`, `${VOLUME}${volume}`];
}

export function hasTags(tags: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((tag) => tags.includes(tag));
}

/** The run that made it; null when no tag says so. */
export function runIn(tags: readonly string[]): string | null {
  return valueIn(tags, RUN);
}

export function ownerIn(tags: readonly string[]): string | null {
  return valueIn(tags, OWNER);
}

export function volumeIn(tags: readonly string[]): string | null {
  return valueIn(tags, VOLUME);
}

function valueIn(tags: readonly string[], key: string): string | null {
  return tags.find((tag) => tag.startsWith(key))?.slice(key.length) ?? null;
}
