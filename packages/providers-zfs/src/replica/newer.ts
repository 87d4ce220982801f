import type { Moment } from "../answers/streams.ts";

/** The snapshots and bookmarks of a replica after its newest common snapshot, newest first. */
export function newerThan(base: string, moments: readonly Moment[]): readonly Moment[] | null {
  const start = moments.find(({ kind, guid }) => kind === "snapshot" && guid === base);
  if (start === undefined) return null;
  return moments.filter(({ txg }) => txg > start.txg).sort((a, b) => b.txg - a.txg || (a.kind < b.kind ? -1 : 1));
}

/** Behind the name of the dataset. */
export function shortName({ kind, name }: Moment): string {
  return `${kind === "snapshot" ? "@" : "#"}${name}`;
}
