import { POINT_PROPERTY } from "../naming/marks.ts";
import { parseSnapshotName, type SnapshotName } from "../naming/names.ts";
import { rowsOf } from "./table.ts";

/** A snapshot, as `zfs list` tells of it. */
export interface Snapshot {
  readonly dataset: string;
  /** Behind the `@`. */
  readonly name: string;
  /** What that says, when it is a name that rdump gives. */
  readonly named: SnapshotName | null;
  readonly guid: string;
  readonly holds: number;
  readonly clones: number;
  /** As it shows: it may be inherited. */
  readonly mark: string | null;
}

/** Cheap columns, but for the one user property: a listing is as long as there are snapshots. */
export const SNAPSHOT_FIELDS = ["name", "guid", "userrefs", "numclones", POINT_PROPERTY];

/** @returns null when the output is no such list */
export function parseSnapshots(output: Buffer): readonly Snapshot[] | null {
  const rows = rowsOf(output, SNAPSHOT_FIELDS.length);
  if (rows === null) return null;
  const says = namesOnce();
  const snapshots = rows.map(([full, guid, holds, clones, mark]): Snapshot | null => {
    const at = full?.indexOf("@") ?? -1;
    if (full == null || guid == null || at < 0) return null;
    const [dataset, name] = [full.slice(0, at), full.slice(at + 1)];
    const counts = { holds: Number(holds ?? 0), clones: Number(clones ?? 0) };
    return { dataset, name, named: says(name), guid, ...counts, mark: mark ?? null };
  });
  return snapshots.every((each) => each !== null) ? snapshots : null;
}

/** The snapshots of one run bear one name, in however many datasets: each name is read once. */
function namesOnce(): (name: string) => SnapshotName | null {
  const read = new Map<string, SnapshotName | null>();
  return (name) => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const says = parseSnapshotName(name);
    read.set(name, says);
    return says;
  };
}

export const SOURCE_FIELDS = ["name", "value", "source"];

/** Which snapshots bear a mark of their own, and not one that they show because something above them has it. */
export function parseOwnMarks(output: Buffer): ReadonlyMap<string, string> | null {
  const rows = rowsOf(output, SOURCE_FIELDS.length);
  if (rows === null) return null;
  const own = rows.flatMap(([name, value, source]): readonly [string, string][] =>
    name != null && value != null && (source === "local" || source === "received") ? [[name, value]] : [],
  );
  return new Map(own);
}
