import type { Instant } from "@rdump/core/provider";
import { MACHINE_PROPERTY, machineIn, POINT_PROPERTY } from "../naming/marks.ts";
import { parseSnapshotName, type SnapshotName, snapshotName } from "../naming/names.ts";
import { MOMENT_VALUES, type Moment, momentIn } from "./streams.ts";
import { type Answer, eachOf, namedRowsOf, type Row } from "./table.ts";

/** A snapshot from the output of `zfs list`. */
export interface Snapshot {
  readonly dataset: string;
  /** Behind the `@`. */
  readonly name: string;
  /** The parsed name, if rdump gave it. */
  readonly named: SnapshotName | null;
  readonly guid: string;
  readonly holds: number;
  readonly clones: number;
  /** As `zfs list` prints it: it may be inherited. */
  readonly mark: string | null;
  /** The digest of the machine that made the snapshot; null without a property of its own. */
  readonly machine: string | null;
}

/** Cheap columns, except for the user property: the list can have very many snapshots. */
const SNAPSHOT_VALUES = ["name", "guid", "userrefs", "numclones", POINT_PROPERTY, MACHINE_PROPERTY];
export const SNAPSHOT_FIELDS = [...SNAPSHOT_VALUES, "name"];

export function parseSnapshots(output: Buffer): Answer<readonly Snapshot[]> {
  return eachOf(namedRowsOf(output, SNAPSHOT_FIELDS.length), snapshotReader());
}

/** Of snapshots and bookmarks, which streams begin at. */
export const ENDPOINT_FIELDS = [...SNAPSHOT_VALUES, ...MOMENT_VALUES, "name"];

/** The snapshots, and all of both as the ends of streams. */
export interface Endpoints {
  readonly snapshots: readonly Snapshot[];
  readonly moments: readonly Moment[];
}

export function parseEndpoints(output: Buffer): Answer<readonly Endpoints[]> {
  const rows = namedRowsOf(output, ENDPOINT_FIELDS.length);
  const moments = eachOf(rows, ([name = null, guid = null, ...others]) => momentIn([name, guid, ...others.slice(4)]));
  if ("broken" in rows) return rows;
  if ("broken" in moments) return moments;
  const found = rows.found.filter((_row, index) => moments.found[index]?.kind === "snapshot");
  const snapshots = eachOf({ found }, snapshotReader());
  return "broken" in snapshots ? snapshots : { found: [{ snapshots: snapshots.found, moments: moments.found }] };
}

function snapshotReader(): (row: Row) => Snapshot | null {
  const says = namesOnce();
  return ([full, guid, holds, clones, mark = null, machine = null]) => {
    const at = full?.indexOf("@") ?? -1;
    if (full == null || guid == null || at < 0) return null;
    const [dataset, name] = [full.slice(0, at), full.slice(at + 1)];
    const counts = { holds: Number(holds ?? 0), clones: Number(clones ?? 0) };
    const named = says(name);
    const made = named === null ? null : machineIn(machine, snapshotName(named.stamp, "point"));
    return { dataset, name, named, guid, ...counts, mark, machine: made };
  };
}

/** The snapshots of one run have the same name in all datasets: each name is parsed once. */
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

export const SOURCE_FIELDS = ["name", "value", "source", "name"];

/** The snapshots with a mark of their own, and not an inherited one. */
export function parseOwnMarks(output: Buffer): Answer<ReadonlyMap<string, string>> {
  const rows = namedRowsOf(output, SOURCE_FIELDS.length);
  if ("broken" in rows) return rows;
  const own = rows.found.flatMap(([name, value, source]): readonly [string, string][] =>
    name != null && value != null && (source === "local" || source === "received") ? [[name, value]] : [],
  );
  return { found: new Map(own) };
}

export const START_FIELDS = ["name", "creation", "name"];

/** By full name, when snapshots were made: `-p` prints seconds since 1970. */
export function parseStarts(output: Buffer): Answer<ReadonlyMap<string, Instant>> {
  const rows = eachOf(namedRowsOf(output, START_FIELDS.length), ([name, seconds]): [string, Instant] | null =>
    name != null && /^\d{1,12}$/.test(seconds ?? "") ? [name, Number(seconds) * 1000] : null,
  );
  return "broken" in rows ? rows : { found: new Map(rows.found) };
}
