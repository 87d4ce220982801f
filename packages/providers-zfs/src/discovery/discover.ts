import {
  addressOf,
  claimOf,
  type Discovery,
  type DiscoveryRequest,
  datasetKey,
  type ForgottenGroup,
  type Group,
  type GroupObservation,
  type NamedPoint,
  onHost,
  type ReadIo,
  type SourceObservation,
} from "@rdump/core/provider";
import { destructions } from "../keepers/snapshots.ts";
import { poolOf, scanParent, unfinishedClone } from "../naming/names.ts";
import { replicaPlaces } from "../replica/place.ts";
import { adoptedSnapshots } from "./adopted.ts";
import { type Aside, asideDiagnostics, asidesIn } from "./asides.ts";
import { observeClone } from "./clones.ts";
import { datasetOf, hostOf, observeMirror, observeSnapshots, type SnapshotsFacts } from "./groups.ts";
import { type HeldSpaces, heldSpacesIn } from "./held-spaces.ts";
import { leftoversIn } from "./leftovers.ts";
import { type LocalWorlds, lookAtLocalWorlds } from "./local-worlds.ts";
import { companionsIn, NO_USES, pointsIn, standingIn } from "./points.ts";
import { observeReceived } from "./received.ts";
import { observeReplica, type SeenReplica, seeReplicas, usesOf, type Worlds } from "./replicas.ts";
import { retiredDataset } from "./retired.ts";
import { observeSource, type ZfsVolume } from "./sources.ts";
import { lookAtWorld, type Question, unseenWorld, type World } from "./world.ts";

/** Queries everything that is declared for ZFS, in a few commands. */
export async function discover(request: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const seen = await discoverDeclared(request, io);
  const { retiring } = request;
  if (retiring === undefined || seen.forgotten.some(({ address }) => address === retiring)) return seen;
  const retired = await retiredDataset(retiring, request, io);
  return retired === null ? seen : { ...seen, forgotten: [...seen.forgotten, retired] };
}

async function discoverDeclared(request: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const volumes = request.sources.flatMap((volume): readonly ZfsVolume[] =>
    volume.source.type === "zfs" ? [{ volume, dataset: volume.source.dataset }] : [],
  );
  if (volumes.length === 0 && request.groups.length === 0) return { sources: [], groups: [], forgotten: [] };
  const local = volumes.filter(({ volume }) => hostOf(volume.source) === null);
  const seen = await lookAtLocalWorlds(questionOf(request, local), request.groups, io);
  if ("unseen" in seen) return unseenAll(request, volumes, seen.unseen);
  const { own: world, received } = seen.found;
  const worlds = await worldsOf(request, volumes, world, io);
  const aside = await asidesIn(request, local, world, io);
  if ("unseen" in aside) return unseenAll(request, volumes, aside.unseen);
  const asides = aside.found;
  const mirrors = mirrorsIn(request.groups);
  const replicas = await seeReplicas(request, worlds, io);
  const spaces = await heldSpacesIn(request, { worlds, replicas }, io);
  const shared = { world, received, worlds, mirrors, replicas, spaces };
  const groups: GroupObservation[] = [];
  for (const group of request.groups) groups.push(await observeGroup(group, request, shared, io));
  return {
    sources: volumes.map((each) => observed(each, request, worlds(hostOf(each.volume.source)), asides)),
    groups,
    forgotten: forgottenIn(request, volumes, worlds),
    leftovers: await leftoversIn(request, local, { world, asides }, io),
  };
}

/** A volume with too many renamed clones cannot be read, but snapshots of it can be made. */
function observed(
  each: ZfsVolume,
  { owner, scratch, read }: DiscoveryRequest,
  world: World,
  asides: readonly Aside[],
): SourceObservation {
  const source = observeSource(each, read.has(each.volume.name), scratch, world);
  if (asides.length === 0 || source.gap !== null || world.host !== null) return source;
  const parent = scanParent(poolOf(each.dataset), scratch.dataset);
  const { notes, stop } = asideDiagnostics(each.volume.name, owner, parent, asides);
  return { ...source, unreadable: source.unreadable ?? stop, diagnostics: [...source.diagnostics, ...notes] };
}

/** The worlds of all hosts. Other hosts are queried only about replicas and their sources. */
async function worldsOf(
  { groups, measuresHeld }: DiscoveryRequest,
  volumes: readonly ZfsVolume[],
  world: World,
  io: ReadIo,
): Promise<Worlds> {
  const places = replicaPlaces(groups);
  const worlds = new Map([[world.host, world]]);
  const hosts = [...places.map(({ host }) => host), ...volumes.map(({ volume }) => hostOf(volume.source))];
  for (const host of [...new Set(hosts)].sort()) {
    if (host === null) continue;
    const replicas = places.flatMap((place) => (place.host === host ? [place.target] : []));
    const sources = volumes.flatMap(({ volume, dataset }) => (hostOf(volume.source) === host ? [dataset] : []));
    const origins = places.flatMap(({ source, sourceHost }) => (sourceHost === host ? [source] : []));
    const datasets = [...sources, ...replicas];
    const held = measuresHeld === true ? sources : [];
    const question = { datasets, trees: [], settled: [], streams: [...origins, ...replicas], held };
    const seen = await lookAtWorld(question, host, onHost(host, io));
    worlds.set(host, "unseen" in seen ? unseenWorld(host, seen.unseen) : seen.found);
  }
  return (host) => {
    const found = worlds.get(host);
    if (found === undefined) throw new Error(`the host was not queried: ${host}`);
    return found;
  };
}

function mirrorsIn(groups: readonly Group[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ target }) => (target.targetType === "mirrors/dataset" ? [target.dataset] : [])));
}

function questionOf({ groups, scratch }: DiscoveryRequest, volumes: readonly ZfsVolume[]): Question {
  const mirrors = [...mirrorsIn(groups)];
  const clones = groups.flatMap(({ target }) => (target.targetType === "clones/zfs" ? [target.dataset] : []));
  const scans = [...new Set(volumes.map(({ dataset }) => scanParent(poolOf(dataset), scratch.dataset)))];
  const places = replicaPlaces(groups);
  const replicas = places.flatMap(({ target, host }) => (host === null ? [target] : []));
  return {
    datasets: [...volumes.map(({ dataset }) => dataset), ...mirrors, ...replicas],
    trees: [...scans, ...clones, ...clones.map(unfinishedClone)],
    settled: [...mirrors, ...clones],
    streams: [...places.flatMap(({ source, sourceHost }) => (sourceHost === null ? [source] : [])), ...replicas],
    held: [...volumes.map(({ dataset }) => dataset), ...mirrors],
  };
}

/** Adopted snapshots are points too. A group whose adopted snapshots are unknown is a gap. */
async function withAdopted(
  group: GroupObservation,
  dataset: string,
  request: DiscoveryRequest,
  world: World,
  io: ReadIo,
): Promise<GroupObservation> {
  const { address, gap, points, unmarked = [] } = group;
  if (gap !== null) return group;
  const seen = await adoptedSnapshots(request, { address, dataset }, world, io);
  if ("unseen" in seen) return { ...group, gap: { ...seen.unseen, address } };
  const { points: adopted, adoptable } = seen.found;
  const ids = new Set(adopted.map(({ id }) => id));
  return { ...group, points: [...points, ...adopted], unmarked: unmarked.filter((id) => !ids.has(id)), ...adoptable };
}

interface Shared {
  /** Of this host. */
  readonly world: World;
  readonly received: LocalWorlds["received"];
  readonly worlds: Worlds;
  readonly mirrors: ReadonlySet<string>;
  readonly replicas: ReadonlyMap<string, SeenReplica>;
  readonly spaces: HeldSpaces;
}

async function observeGroup(
  { address, volume, target, repository }: Group,
  request: DiscoveryRequest,
  { world, received, worlds, mirrors, replicas, spaces }: Shared,
  io: ReadIo,
): Promise<GroupObservation> {
  const { ownership, scratch, groups } = request;
  const rest = { address, volume, repository };
  const claim = claimOf(ownership, { address, volume: volume.name });
  const { owners } = claim;
  switch (target.targetType) {
    case "snapshots/zfs": {
      if (volume.sender !== undefined) return observeReceived(claim, { ...rest, target }, received(volume.sender));
      const there = worlds(hostOf(volume.source));
      // A clone is on the host of its source.
      const clones = there.host === null ? standingIn(owners, groups, world) : NO_USES.clones;
      const seen = observeSnapshots(owners, { ...rest, target }, there, {
        ...{ clones, spaces: spaces(there.host) },
        ...usesOf(replicas, there),
      });
      return withAdopted(seen, datasetOf(volume.source), request, there, onHost(there.host, io));
    }
    case "mirrors/dataset": {
      const uses = { ...NO_USES, ...usesOf(replicas, world), spaces: spaces(null) };
      const seen = observeMirror(claim, { ...rest, target }, scratch, { mirrors, uses }, world);
      return withAdopted(seen, target.dataset, request, world, io);
    }
    case "replicas/zfs": {
      const replica = replicas.get(address);
      if (replica === undefined) throw new Error(`not a replica: ${address}`);
      const uses = { ...NO_USES, ...usesOf(replicas, replica.far) };
      return observeReplica(replica, { all: replicas, mirrors, uses });
    }
    case "clones/zfs":
      return observeClone(claim, { ...rest, target }, world, io);
    default:
      throw new Error(`nothing of ZFS: ${target.targetType}`);
  }
}

/** Points on the dataset of a volume for which no target is declared any more. */
function forgottenIn(
  { owner, ownership, groups }: DiscoveryRequest,
  volumes: readonly ZfsVolume[],
  worlds: Worlds,
): readonly ForgottenGroup[] {
  const declared = new Set(groups.map(({ address }) => address));
  return volumes.flatMap(({ volume, dataset }) => {
    const host = hostOf(volume.source);
    const world = worlds(host);
    const address = addressOf(volume.name, "snapshots", datasetKey(host, dataset));
    const claim = claimOf(ownership, { address, volume: volume.name });
    const { owners } = claim;
    const facts: SnapshotsFacts = {
      guid: world.datasets.get(dataset)?.guid ?? null,
      companions: companionsIn(dataset, owners, world),
    };
    const destroy = (gone: readonly NamedPoint[]) => destructions(dataset, { owner, claim, facts, points: gone }, host);
    const points = declared.has(address) ? [] : pointsIn(dataset, owners, world, NO_USES);
    return points.length === 0 ? [] : [{ address, points, destroy }];
  });
}

function unseenAll(
  { groups }: DiscoveryRequest,
  volumes: readonly ZfsVolume[],
  why: NonNullable<GroupObservation["gap"]>,
): Discovery {
  return {
    sources: volumes.map(({ volume: { name } }) => ({
      volume: name,
      gap: { ...why, address: name },
      unreadable: null,
      root: null,
      facts: null,
      diagnostics: [],
    })),
    groups: groups.map(({ address }) => ({
      address,
      points: [],
      gap: { ...why, address },
      facts: null,
      diagnostics: [],
    })),
    forgotten: [],
  };
}
