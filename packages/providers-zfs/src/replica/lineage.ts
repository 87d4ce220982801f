import type { Moment } from "../answers/streams.ts";

/** The state that both sides have, from which the next stream begins. */
export type Base = {
  /** The name of the snapshot of the replica, behind the `@`. */
  readonly name: string;
  readonly guid: string;
  /** How the source has it: `@NAME`, or `#NAME` when only a bookmark is left. */
  readonly from: string;
};

/**
 * The relation of a replica to its source. `base`: the newest snapshot of the replica is one of the source. `newer`: the
 * replica has snapshots that the source does not have, after the newest common one. `unrelated`: nothing is common.
 */
export type Lineage =
  | { readonly state: "empty" }
  | { readonly state: "base"; readonly base: Base }
  | { readonly state: "newer"; readonly base: Base; readonly names: readonly string[] }
  | { readonly state: "unrelated" };

/**
 * Pure. Moments are compared by guid. With `raw`, the sets of initialization vectors must be equal too: a snapshot that
 * was received in another way has the same guid, and no raw stream can begin at it.
 */
export function lineageOf(source: readonly Moment[], replica: readonly Moment[], raw: boolean): Lineage {
  const points = replica.filter(({ kind }) => kind === "snapshot").sort((a, b) => a.txg - b.txg);
  if (points.length === 0) return { state: "empty" };
  const origins = new Map<string, Moment>();
  // A snapshot is preferred: its estimate is exact, and holds protect it.
  for (const kind of ["bookmark", "snapshot"] as const)
    for (const each of source) if (each.kind === kind) origins.set(each.guid, each);
  const isCommon = ({ guid, ivset }: Moment) => {
    const origin = origins.get(guid);
    return origin !== undefined && (!raw || origin.ivset === ivset);
  };
  const index = points.findLastIndex(isCommon);
  const point = points[index];
  const origin = point === undefined ? undefined : origins.get(point.guid);
  if (point === undefined || origin === undefined) return { state: "unrelated" };
  const from = `${origin.kind === "snapshot" ? "@" : "#"}${origin.name}`;
  const base: Base = { name: point.name, guid: point.guid, from };
  const newer = points.slice(index + 1).map(({ name }) => name);
  return newer.length === 0 ? { state: "base", base } : { state: "newer", base, names: newer };
}
