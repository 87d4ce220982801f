import {
  archiveName,
  type Completeness,
  INCOMPLETE,
  type Mark,
  type Ownership,
  type Point,
  presentVolume,
  stampOf,
  UNCHECKED,
} from "@rdump/core/provider";
import type { ListedSnapshot } from "../answers/listing.ts";
import { INCOMPLETE_TAG, parseMark, UNCHECKED_TAG } from "./mark.ts";

/**
 * The point that a snapshot with a mark is; null for a time that cannot be read. restic has no names for snapshots: the
 * name is that of the run, as in other repositories.
 */
export function pointOf({ id, time, tags }: ListedSnapshot, { volume, run, machine }: Mark): Point | null {
  if (time === null) return null;
  const state = stateOf(tags);
  const name = archiveName(volume, { id: run, stamp: stampOf(time) }) + SUFFIXES[state];
  return { id, name, time, run, machine, state, held: [] };
}

function stateOf(tags: readonly string[]): Completeness {
  if (tags.includes(UNCHECKED_TAG)) return "invalid";
  return tags.includes(INCOMPLETE_TAG) ? "incomplete" : "complete";
}

const SUFFIXES: { readonly [state in Completeness]: string } = {
  complete: "",
  incomplete: INCOMPLETE,
  invalid: UNCHECKED,
};

/** The snapshots of a list that belong to an owner, from any machine, by volume. Pure. */
export function ownedSnapshots(
  ownership: Ownership,
  snapshots: readonly ListedSnapshot[],
): ReadonlyMap<string, readonly Point[]> {
  const points = new Map<string, Point[]>();
  for (const snapshot of snapshots) {
    const mark = parseMark(snapshot.tags);
    const volume = mark === null ? null : presentVolume(mark, ownership);
    const point = mark === null || volume === null ? null : pointOf(snapshot, mark);
    if (volume === null || point === null) continue;
    const known = points.get(volume);
    if (known === undefined) points.set(volume, [point]);
    else known.push(point);
  }
  return points;
}

/**
 * The same list without snapshots that `restic tag` has replaced by a checked one, and could not delete: an append-only
 * server refuses that, and a run can be killed between the two steps. They have the same tree, so they cost no space. When
 * the checked snapshot is deleted, they are points without a check, and are deleted too. Pure.
 */
export function withoutReplaced(snapshots: readonly ListedSnapshot[]): readonly ListedSnapshot[] {
  const checked = new Map<string, Mark>();
  for (const { original, tags } of snapshots) {
    const mark = parseMark(tags);
    if (original !== null && mark !== null && !tags.includes(UNCHECKED_TAG)) checked.set(original, mark);
  }
  return snapshots.filter(({ id, tags }) => {
    const by = tags.includes(UNCHECKED_TAG) ? checked.get(id) : undefined;
    return by === undefined || !sameMark(parseMark(tags), by);
  });
}

/** Whether one run wrote both. The machine of a dead run is not known when its snapshot is searched. */
export function sameMark(a: Mark | null, b: Mark): boolean {
  return a !== null && a.owner === b.owner && a.volume === b.volume && a.run === b.run;
}
