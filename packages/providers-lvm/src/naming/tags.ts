import type { Owned } from "./names.ts";

const RUN = "rdump.run=";

/** The tags of what a run makes: who owns it, of which volume it is, and which run made it. Names are LVM's own letters. */
export function tagsFor(owned: Owned, run: string): readonly string[] {
  return [...ownTags(owned), `${RUN}${run}`];
}

/** Those that all runs of a volume have in common. */
export function ownTags({ owner, volume }: Owned): readonly string[] {
  return [`rdump.owner=${owner}`, `rdump.volume=${volume}`];
}

export function bears(tags: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((tag) => tags.includes(tag));
}

/** The run that made it, as its tags say. */
export function runIn(tags: readonly string[]): string {
  return tags.find((tag) => tag.startsWith(RUN))?.slice(RUN.length) ?? "an unknown run";
}
