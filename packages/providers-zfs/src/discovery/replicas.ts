import {
  type Address,
  type Claim,
  claimOf,
  type Diagnostic,
  type DiscoveryRequest,
  type GroupObservation,
  type Point,
  type ReadIo,
} from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { parseToken } from "../answers/token.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { parseSnapshotName, poolOf } from "../naming/names.ts";
import { pinFacts, pinHolds } from "../pins.ts";
import { type Base, lineageOf } from "../replica/lineage.ts";
import { BASE_TAG, isOwnBookmark, sendingTag, sharedSendingTag } from "../replica/names.ts";
import { type ReplicaPlace, replicaPlaces } from "../replica/place.ts";
import { type StreamState, streamMark, toRemember } from "../replica/remembered.ts";
import { judgeToken, type Resume } from "../replica/token.ts";
import { type Auxiliary, auxiliariesIn } from "./auxiliaries.ts";
import { at, notThere, otherMachineIn, placeOf } from "./groups.ts";
import { companionsIn, type NamedSnapshot, othersIn, pointOf, type Uses } from "./points.ts";
import {
  betweenIn,
  type ComparedReplica,
  isSettled,
  lacksSets,
  type OldBookmark,
  offeredIn,
  oldBookmarks,
  passedIn,
} from "./replica-marks.ts";
import { type NewerState, newerIn } from "./replica-newer.ts";
import { parentOf, whyDiverged, whyHidden, whyKeyChanged, whyRefused } from "./replica-refusals.ts";
import { StagePrograms } from "./stage-programs.ts";
import { missingParents, momentsOf, poolNotes, type World } from "./world.ts";

/** The observed state of a replica that a plan depends on. */
export type ReplicaFacts = {
  readonly source: string;
  /** Of the source; absent: this host. */
  readonly sourceHost?: string;
  /** Null: there is no such dataset yet. */
  readonly guid: string | null;
  readonly missingParents: readonly string[];
  /** Streams are encrypted as the source is. */
  readonly raw: boolean;
  /** The dataset of the replica can store embedded data: it is not encrypted by its parent. */
  readonly embeds: boolean;
  readonly base: Base | null;
  readonly resume: Resume | null;
  /** Why an interrupted receive cannot go on; null: there is none, or it can. */
  readonly discard: string | null;
  readonly readOnly: boolean;
  /** The base has its mark and its hold. */
  readonly settled: boolean;
  /** Snapshots of the replica with the hold of a base, and snapshots of the source with the hold of a stream. */
  readonly held: readonly string[];
  readonly sending: readonly string[];
  /** Of the hold on a snapshot of the source while it is sent. */
  readonly tag: string;
  /** The base keeps the hold of its stream on the source: its bookmark is not enough for the next one; absent: it is. */
  readonly holdsBase?: true;
  /** The mark of how streams arrive and of the key, that the next step sets; null: the replica has it. */
  readonly stream: string | null;
  /** Bookmarks of the source that no replica needs. */
  readonly bookmarks: readonly OldBookmark[];
  /** Arrived with the snapshots of their points, if the snapshots in between are sent too. */
  readonly companions: readonly string[];
  /** As in `SnapshotsFacts`. */
  readonly auxiliaries?: readonly Auxiliary[];
  /** What is newer than the newest common snapshot, if nothing else is wrong; absent: nothing. */
  readonly newer?: NewerState;
  /** Own snapshots that arrive or arrived on the way, and have no mark there; absent: none. */
  readonly passed?: readonly string[];
  /** All snapshots of the source that arrive on the way; absent: none. */
  readonly between?: readonly string[];
};

/** The worlds of the hosts that are declared. */
export type Worlds = (host: string | null) => World;

/** A replica, compared with its source. */
export interface SeenReplica extends ComparedReplica {
  readonly claim: Claim;
  readonly discard: string | null;
  readonly gap: Diagnostic | null;
  /** Of the hold on a snapshot of the source while it is sent. */
  readonly tag: string;
}

/** By address. */
export async function seeReplicas(
  { groups, owner, ownership }: DiscoveryRequest,
  worlds: Worlds,
  io: ReadIo,
): Promise<ReadonlyMap<Address, SeenReplica>> {
  const seen = new Map<Address, SeenReplica>();
  const places = replicaPlaces(groups);
  const programs = new StagePrograms(io);
  for (const place of places) {
    const claim = claimOf(ownership, { address: place.address, volume: place.group.volume.name });
    const tag = tagFor(place, { places, owner, near: worlds(place.sourceHost) });
    const replica = seeReplica(place, claim, worlds);
    seen.set(place.address, { ...replica, gap: replica.gap ?? (await programs.whyMissing(place)), tag });
  }
  return seen;
}

/**
 * Replicas of one source on one host have different tags, so that each of them releases its own hold. A tag that has a hold
 * already stays until the hold is released.
 */
function tagFor(
  place: ReplicaPlace,
  { places, owner, near }: { readonly places: readonly ReplicaPlace[]; readonly owner: string; readonly near: World },
): string {
  const { source, sourceHost, target, host } = place;
  const own = sendingTag(target, host);
  if (heldIn(source, own, near).length > 0) return own;
  const alike = places.filter((each) => each.source === source && each.sourceHost === sourceHost && each.host === host);
  const shared = sharedSendingTag(owner, host);
  if (alike.length === 1) return shared;
  return alike[0] === place && heldIn(source, shared, near).length > 0 ? shared : own;
}

function seeReplica(place: ReplicaPlace, claim: Claim, worlds: Worlds): Omit<SeenReplica, "tag"> {
  const { source, sourceHost, target, host } = place;
  const near = worlds(sourceHost);
  const far = worlds(host);
  const raw = isEncrypted(near.datasets.get(source));
  const moments = momentsOf(source, near);
  const lineage = lineageOf(moments, momentsOf(target, far), raw);
  const refused = whyHidden(poolOf(source), near) ?? whyRefused(place, claim, raw, far);
  const changed = refused === null ? whyKeyChanged(place, streamStateOf(place, near, far)) : null;
  const token = refused === null ? (far.datasets.get(target)?.token ?? null) : null;
  const next = token === null ? null : judgeToken(token, parseToken(token), { source: moments, lineage, raw });
  const resume = next !== null && "resume" in next ? next.resume : null;
  const discard = next !== null && "discard" in next ? next.discard : null;
  const gap = refused ?? changed ?? whyDiverged(target, lineage, token !== null, far);
  return { place, near, far, claim, lineage, resume, discard, gap };
}

/** Null: there is no replica yet. */
function streamStateOf({ source, target }: ReplicaPlace, near: World, far: World): StreamState | null {
  const receiver = far.datasets.get(target);
  if (receiver === undefined) return null;
  const root = near.datasets.get(source)?.encryptionRoot ?? null;
  const sourceKey = root === null ? null : (near.datasets.get(root)?.key ?? null);
  const { remembered, key } = receiver;
  return { remembered, key, sourceKey, raw: isEncrypted(near.datasets.get(source)) };
}

function streamOf(place: ReplicaPlace, near: World, far: World): string | null {
  const state = streamStateOf(place, near, far);
  const remembered = state === null ? null : toRemember(state);
  return remembered === null ? null : streamMark(place.target, remembered);
}

function isEncrypted(dataset: Dataset | undefined): boolean {
  return dataset !== undefined && dataset.keyLoaded !== null;
}

/** What the replicas need of the snapshots of one host: their bases on both sides, and what is being sent. */
export function usesOf(replicas: ReadonlyMap<Address, SeenReplica>, world: World): Pick<Uses, "replicas" | "ownHolds"> {
  const needed = new Map<string, Address[]>();
  const ownHolds = new Map(pinHolds(world));
  const need = (of: World, snapshot: string, address: Address) => {
    if (of.host === world.host) needed.set(snapshot, [...(needed.get(snapshot) ?? []), address]);
  };
  for (const { place, near, far, lineage, resume, tag: sendingTag, gap } of replicas.values()) {
    const { address, source, target } = place;
    const base = "base" in lineage ? lineage.base : null;
    if (base !== null) need(far, `${target}@${base.name}`, address);
    if (base?.from.startsWith("@")) need(near, `${source}${base.from}`, address);
    if (resume !== null) need(near, `${source}@${resume.name}`, address);
    // The hold of a stream that never began is released before any point expires, if the replica can be changed.
    const isStale = gap === null && place.group.target.intermediates !== true;
    for (const [of, dataset, tag, isReleased] of [
      [far, target, BASE_TAG, false],
      [near, source, sendingTag, isStale],
    ] as const) {
      for (const name of of.host === world.host ? heldIn(dataset, tag, of) : []) {
        const full = `${dataset}@${name}`;
        ownHolds.set(full, (ownHolds.get(full) ?? 0) + 1);
        // The next step releases it.
        if (!isReleased) need(of, full, address);
      }
    }
  }
  return { replicas: needed, ownHolds };
}

/** The snapshots of a dataset with a hold of this tag. */
function heldIn(dataset: string, tag: string, { snapshots, tags }: World): readonly string[] {
  const all = snapshots.get(dataset) ?? [];
  return all.flatMap(({ name }) => (tags.get(`${dataset}@${name}`)?.includes(tag) === true ? [name] : []));
}

/** The other declared targets. */
interface Declared {
  readonly all: ReadonlyMap<Address, SeenReplica>;
  readonly mirrors: ReadonlySet<string>;
  readonly uses: Uses;
}

/** The parents to create. A declared mirror or replica is created by its own step, which refuses another dataset. */
function toCreate(target: string, declared: ReadonlySet<string>, world: World): readonly string[] {
  return missingParents(target, world, new Set()).flatMap(({ name }) => (declared.has(name) ? [] : [name]));
}

export function observeReplica(
  { place, near, far, claim, lineage, resume, discard, gap, tag }: SeenReplica,
  { all, mirrors, uses }: Declared,
): GroupObservation {
  const { address, source, sourceHost, target, host } = place;
  const others = [...all.values()].filter((each) => each.place.host === host).map((each) => each.place.target);
  const declared = new Set([...(host === null ? mirrors : []), ...others]);
  const found = far.datasets.get(target);
  const points = replicatedIn({ place, near, far }, claim, uses);
  const base = "base" in lineage ? lineage.base : null;
  const held = heldIn(target, BASE_TAG, far);
  const passed = passedIn({ place, near, far, lineage, resume }, claim);
  const between = betweenIn({ place, near, far, lineage, resume }).map(({ name }) => name);
  const offered = offeredIn({ place, near, far, lineage, resume }, claim);
  const newer = gap?.code === "zfs-replica-newer" ? newerIn({ place, near, far, lineage, resume }) : null;
  const auxiliaries = auxiliariesIn(target, claim, far);
  const facts: ReplicaFacts = {
    source,
    ...(sourceHost === null ? {} : { sourceHost }),
    guid: found?.guid ?? null,
    missingParents: found === undefined ? toCreate(target, declared, far) : [],
    raw: isEncrypted(near.datasets.get(source)),
    embeds: !isEncrypted(found ?? parentOf(target, far)),
    base: lineage.state === "base" ? base : null,
    resume,
    discard,
    readOnly: found?.readOnly === true,
    settled:
      base !== null &&
      held.includes(base.name) &&
      [base.name, ...passed].every((name) => isSettled(name, target, claim, far)),
    held,
    sending: heldIn(source, tag, near).filter((name) => name !== resume?.name),
    tag,
    ...(place.group.target.intermediates === true || lacksSets(place, claim, near) ? { holdsBase: true as const } : {}),
    stream: streamOf(place, near, far),
    bookmarks: oldBookmarks(place, claim, all, near),
    companions: companionsIn(target, claim.owners, far),
    ...pinFacts(target, far),
    ...(auxiliaries.length === 0 ? {} : { auxiliaries }),
    ...(passed.length === 0 ? {} : { passed }),
    ...(between.length === 0 ? {} : { between }),
    ...(newer === null ? {} : { newer }),
  };
  // The dataset of a mirror is created by the run that fills it.
  const isOfVolume = place.group.volume.source.type === "zfs" && place.group.volume.source.dataset === source;
  const noSource = isOfVolume && !near.datasets.has(source) ? notThere(source, sourceHost) : null;
  return {
    address,
    points,
    unmarked: othersIn(target, points, far),
    ...begunBy(resume),
    ...(offered.length === 0 ? {} : { offered }),
    gap: at(gap ?? noSource, address),
    facts,
    ...placeOf(facts),
    ...otherMachineIn(gap, found),
    diagnostics: poolNotes(poolOf(target), far).map((each) => ({ ...each, address })),
  };
}

/** The point that an interrupted stream leads to. */
function begunBy(resume: Resume | null): Pick<GroupObservation, "begun"> {
  const named = resume === null ? null : parseSnapshotName(resume.name);
  return named?.purpose === "point" ? { begun: named.time } : {};
}

/** A received snapshot has its mark, or it is not set yet: then its guid is that of an own snapshot or bookmark. */
function replicatedIn(
  { place: { source, target }, near, far }: Pick<SeenReplica, "place" | "near" | "far">,
  { owners }: Claim,
  uses: Uses,
): readonly Point[] {
  const ofSource = (near.snapshots.get(source) ?? []).filter(({ named, mark }) => isOwnSnapshot(named, mark, owners));
  const bookmarks = momentsOf(source, near).filter(
    ({ kind, name }) => kind === "bookmark" && isOwnBookmark(name, owners),
  );
  const own = new Set([...ofSource, ...bookmarks].map(({ guid }) => guid));
  const points = (far.snapshots.get(target) ?? []).filter(
    (each): each is NamedSnapshot =>
      each.named?.purpose === "point" && (isOwnSnapshot(each.named, each.mark, owners) || own.has(each.guid)),
  );
  return points.map((each) => pointOf(each, uses));
}
