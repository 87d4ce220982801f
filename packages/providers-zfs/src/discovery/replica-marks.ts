import { type Address, type Claim, isClaimedMachine, type PointRef } from "@rdump/core/provider";
import type { Moment } from "../answers/streams.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import type { Lineage } from "../replica/lineage.ts";
import { isOwnBookmark } from "../replica/names.ts";
import type { ReplicaPlace } from "../replica/place.ts";
import type { Resume } from "../replica/token.ts";
import { ownSnapshots } from "./points.ts";
import { momentsOf, type World } from "./world.ts";

/** A bookmark of a source, by name and identity. */
export type OldBookmark = { readonly name: string; readonly guid: string };

/** A replica, compared with the snapshots of its source. */
export interface ComparedReplica {
  readonly place: ReplicaPlace;
  /** Where the source is, and where the replica is. */
  readonly near: World;
  readonly far: World;
  readonly lineage: Lineage;
  readonly resume: Resume | null;
}

/** It has its mark, or is not there yet. The snapshot of another program gets none. */
export function isSettled(name: string, dataset: string, { owners }: Claim, { snapshots }: World): boolean {
  const found = snapshots.get(dataset)?.find((each) => each.name === name);
  return found === undefined || found.named === null || isOwnSnapshot(found.named, found.mark, owners);
}

/** The snapshots that the next stream brings before its last one, and those that arrived and have no mark yet. */
export function passedIn({ place, near, far, lineage, resume }: ComparedReplica, claim: Claim): readonly string[] {
  const { source, target } = place;
  const marked = new Set(
    (far.snapshots.get(target) ?? []).flatMap(({ named, mark, guid }) =>
      isOwnSnapshot(named, mark, claim.owners) ? [guid] : [],
    ),
  );
  const own = (near.snapshots.get(source) ?? []).filter(
    ({ named, mark, machine }) => isOwnSnapshot(named, mark, claim.owners) && isClaimedMachine(machine, claim),
  );
  const isThere = new Set((far.snapshots.get(target) ?? []).map(({ guid }) => guid));
  const coming = new Set(betweenIn({ place, near, far, lineage, resume }).map(({ guid }) => guid));
  return own.flatMap(({ guid, name }) => (!marked.has(guid) && (isThere.has(guid) || coming.has(guid)) ? [name] : []));
}

/** The snapshots of the source, also of other programs, that the next stream brings before its last one. */
export function betweenIn(replica: ComparedReplica): readonly Moment[] {
  const { intermediates } = replica.place.group.target;
  return intermediates === true ? comingIn(replica) : [];
}

/** Own points of the source after the newest common snapshot, which the replica can get by streams of their own. */
export function offeredIn(replica: ComparedReplica, claim: Claim): readonly PointRef[] {
  const { place, near } = replica;
  if (place.group.target.intermediates === true) return [];
  const coming = new Set(comingIn(replica).map(({ guid }) => guid));
  const own = ownSnapshots(place.source, claim.owners, "point", near);
  return own
    .filter(({ guid, machine }) => coming.has(guid) && isClaimedMachine(machine, claim))
    .map(({ guid, name, named }) => ({ id: guid, name, time: named.time }));
}

function comingIn({ place: { source }, near, lineage, resume }: ComparedReplica): readonly Moment[] {
  const moments = momentsOf(source, near);
  const from = resume?.guid ?? baseGuid(lineage);
  const start = moments.find(({ guid }) => guid === from)?.txg ?? Number.POSITIVE_INFINITY;
  return moments.filter(({ kind, txg }) => kind === "snapshot" && txg > start);
}

/**
 * No raw stream can begin at the bookmarks of this source: OpenZFS before 2.1.6 can make them without the set of
 * initialization vectors (openzfs#14967).
 */
export function lacksSets({ source }: ReplicaPlace, { owners }: Claim, near: World): boolean {
  if ((near.datasets.get(source)?.keyLoaded ?? null) === null) return false;
  return momentsOf(source, near).some(
    ({ kind, name, ivset }) => kind === "bookmark" && isOwnBookmark(name, owners) && (ivset === null || ivset === "0"),
  );
}

/**
 * The own bookmarks of a source at which no next stream begins. None while one of its replicas cannot be seen: its next
 * stream can begin at any of them.
 */
export function oldBookmarks(
  { source, sourceHost }: ReplicaPlace,
  { owners }: Claim,
  all: ReadonlyMap<Address, ComparedReplica>,
  near: World,
): readonly OldBookmark[] {
  const replicas = [...all.values()].filter(({ place }) => place.source === source && place.sourceHost === sourceHost);
  if (replicas.some(({ place: { target }, far }) => !far.datasets.has(target))) return [];
  const needed = new Set(replicas.flatMap(({ lineage, resume }) => [baseGuid(lineage), resume?.guid ?? null]));
  return momentsOf(source, near)
    .filter(({ kind, name, guid }) => kind === "bookmark" && isOwnBookmark(name, owners) && !needed.has(guid))
    .map(({ name, guid }) => ({ name, guid }));
}

function baseGuid(lineage: Lineage): string | null {
  return "base" in lineage ? lineage.base.guid : null;
}
