import { join } from "node:path/posix";
import {
  type DiscoveryRequest,
  type Group,
  isoOf,
  type Leftover,
  type ReadIo,
  type Scratch,
} from "@rdump/core/provider";
import { findSnapshots, lookAtRuns } from "../look.ts";
import { isOwnDataset, isOwnSnapshot } from "../naming/marks.ts";
import { mountPath, parseSnapshotName, poolOf, type SnapshotName } from "../naming/names.ts";
import type { MomentInput, MountInput, ReadmeInput, ReadOnlyInput, ReadPointInput } from "../scopes/inputs.ts";
import { isMountOf } from "../scopes/places.ts";
import { isTemporaryLeft, runOfReadme } from "../scopes/readme.ts";
import type { Aside } from "./asides.ts";
import { type CloneLeft, clonesLeft } from "./clones-left.ts";
import { datasetOf, hostOf } from "./groups.ts";
import { ownSnapshots } from "./points.ts";
import type { ZfsVolume } from "./sources.ts";
import { mountedAt, type World } from "./world.ts";

/** Clones for scans, and their origins: they are not kept after their run. A clone is destroyed first. */
export async function leftoversIn(
  { owner, ownership, scratch, groups }: Pick<DiscoveryRequest, "owner" | "ownership" | "scratch" | "groups">,
  volumes: readonly ZfsVolume[],
  { world, asides }: { readonly world: World; readonly asides: readonly Aside[] },
  io: ReadIo,
): Promise<readonly Leftover[]> {
  const stay = asides.filter(({ snapshots }) => snapshots.length > 0).map(({ clone }) => clone.origin);
  const free = asides.filter(({ snapshots }) => snapshots.length === 0).map(({ clone }) => clone.name);
  const clones = await clonesLeft({ owner, scratch }, volumes, world, io, new Set(free));
  const found = [...scansIn(owner, volumes, world), ...(await scansBelow(owner, clones, volumes, io))];
  // The origin of a clone that stays cannot be destroyed before that clone.
  const scans = found.filter(({ dataset, name }) => !stay.includes(`${dataset}@${name}`));
  const names = scans.map(({ dataset, name }) => `${dataset}@${name}`);
  const runs = await lookAtRuns(names, io);
  const isMounting = groups.some((group) => readDatasetOf(group) !== null);
  const there = isMounting ? ((await io.names(scratch.mount, MOST_PLACES).catch(() => null)) ?? []) : [];
  const places = new Set(there.map((name) => join(scratch.mount, name.toString("utf8"))));
  return [
    ...groups.flatMap((group) => mountsLeft(owner, scratch, group, { ...world, places })),
    ...groups.flatMap((group) => readsLeft(owner, scratch, group, { ...world, places })),
    ...groups.flatMap((group) => readOnlyLeft([owner, ...ownership.formerIds], group, world)),
    ...clones.map(scanLeft),
    ...(await Promise.all(volumes.map((each) => readmeLeft(each, scratch, world, io)))).flat(),
    ...momentsLeft(owner, scans, "found" in runs ? runs.found : new Map(), world),
  ];
}

/** More than any config has. */
const MOST_PLACES = 100_000;

type Places = Pick<World, "mounts"> & {
  /** The paths that exist below the scratch directory. */
  readonly places: ReadonlySet<string>;
};

/** The dataset whose snapshots a restore or a proof mounts. */
function readDatasetOf({ target, volume }: Group): string | null {
  switch (target.targetType) {
    case "mirrors/dataset":
      return target.dataset;
    case "replicas/zfs":
      return target.host === null ? target.dataset : null;
    case "snapshots/zfs":
      return hostOf(volume.source) === null ? datasetOf(volume.source) : null;
    default:
      return null;
  }
}

/** Snapshots that a restore or a proof mounted, and did not unmount because it died. */
function readsLeft(owner: string, scratch: Scratch, group: Group, { mounts, places: there }: Places) {
  const dataset = readDatasetOf(group);
  if (dataset === null) return [];
  return (["read:", "record:"] as const).flatMap((place): readonly Leftover[] => {
    const path = mountPath(scratch.mount, owner, place, dataset);
    const mount = mounts.find((each) => each.point === path && isMountOf(each, `${dataset}@*`));
    if (mount === undefined && !there.has(path)) return [];
    const snapshot = mount === undefined ? "" : mount.from.slice(dataset.length + 1);
    const input: ReadPointInput = { dataset, snapshot, guid: null, path, scratch: scratch.mount };
    const says =
      mount === undefined
        ? `${path}, where a snapshot of ${dataset} is mounted for a run, was left over`
        : `${mount.from} is still mounted at ${path}: its run died`;
    return [{ volume: group.volume.name, run: unknownRun(""), time: null, kind: "zfs/read-point", input, says }];
  });
}

/** The dataset of a mirror and its snapshot, if a dead run mounted them or was mounting them. */
function mountsLeft(owner: string, scratch: Scratch, { target, volume }: Group, { mounts, places: there }: Places) {
  if (target.targetType !== "mirrors/dataset") return [];
  const { dataset } = target;
  const places = [
    { what: "point", path: mountPath(scratch.mount, owner, "point:", dataset), of: `${dataset}@rdump-*` },
    { what: "dataset", path: mountPath(scratch.mount, owner, "mirror:", dataset), of: dataset },
  ] as const;
  return places.flatMap(({ what, path, of }): readonly Leftover[] => {
    const isMounted = mounts.some((mount) => mount.point === path && isMountOf(mount, of));
    if (!isMounted && !there.has(path)) return [];
    const input: MountInput = { dataset, what, legacy: false, path, scratch: scratch.mount };
    const says = isMounted
      ? `${of} is still mounted at ${path}: its run died`
      : `${path}, where ${of} is mounted for a run, was left over`;
    return [{ volume: volume.name, run: unknownRun(""), time: null, kind: "zfs/mount", input, says }];
  });
}

/** A declared clone that its users cannot write to, because a run was about to renew it. */
function readOnlyLeft(owners: readonly string[], { target, volume }: Group, { datasets }: World): readonly Leftover[] {
  const found = target.targetType === "clones/zfs" ? datasets.get(target.dataset) : undefined;
  if (found === undefined || found.run === null || !isOwnDataset(found.name, found.mark, owners)) return [];
  const { name, guid, run } = found;
  const input: ReadOnlyInput = { dataset: name, guid };
  const says = `the clone ${name} was left read-only: ${run} died`;
  return [{ volume: volume.name, run, time: null, kind: "zfs/read-only", input, says }];
}

function scanLeft({ volume, input, run, origin }: CloneLeft): Leftover {
  const by = run ?? unknownRun(origin);
  const says = `the clone ${input.name} was left over: ${by} died`;
  return { volume, run: by, time: null, kind: "zfs/scan", input, says };
}

/** Datasets in which companions are made: the file that a dead run was copying there. */
async function readmeLeft(
  { volume, dataset }: ZfsVolume,
  scratch: Scratch,
  world: World,
  io: ReadIo,
): Promise<readonly Leftover[]> {
  const found = world.datasets.get(dataset);
  const root = found === undefined ? null : mountedAt(found, scratch.mount, world);
  if (root === null || volume.integrity?.snapshot !== true) return [];
  const input: ReadmeInput = { dataset, root, surefile: volume.integrity.surefile };
  const run = (await runOfReadme(input, io)) ?? ((await isTemporaryLeft(input, io)) ? unknownRun("") : null);
  if (run === null) return [];
  const says = `a README.rdump was left over in ${dataset}: ${run} died`;
  return [{ volume: volume.name, run, time: null, kind: "zfs/readme", input, says }];
}

/** By the run that made them: one command made the snapshots of a pool, and one scope destroys them. */
function momentsLeft(
  owner: string,
  scans: readonly ScanLeft[],
  runs: ReadonlyMap<string, string>,
  world: World,
): readonly Leftover[] {
  const found = new Map<string, MomentLeft>();
  for (const { volume, dataset, name, named } of scans) {
    const run = runs.get(`${dataset}@${name}`) ?? unknownRun(name);
    const { time } = named;
    const key = `${poolOf(dataset)} ${run} ${time}`;
    const guid = world.datasets.get(dataset)?.guid ?? "";
    const datasets = [...(found.get(key)?.input.datasets ?? []), { volume, dataset, guid, keeps: false }];
    found.set(key, {
      run,
      time: isoOf(time),
      volume: datasets[0]?.volume ?? "",
      input: { owner, pool: poolOf(dataset), datasets },
    });
  }
  return [...found.values()].map(({ run, time, volume, input }) => {
    const names = input.datasets.map(({ dataset }) => dataset).join(", ");
    return {
      volume,
      run,
      time,
      kind: "zfs/snapshot",
      input,
      says: `snapshots of ${names} were left over: ${run} died`,
    };
  });
}

interface MomentLeft {
  readonly run: string;
  /** The time in the names of the snapshots. */
  readonly time: string;
  readonly volume: string;
  readonly input: MomentInput;
}

interface ScanLeft {
  readonly volume: string;
  readonly dataset: string;
  /** The name of the snapshot, after the `@`. */
  readonly name: string;
  readonly named: SnapshotName;
}

function scansIn(owner: string, volumes: readonly ZfsVolume[], world: World): readonly ScanLeft[] {
  return volumes.flatMap(({ volume, dataset }) =>
    ownSnapshots(dataset, [owner], "scan", world).map(({ name, named }) => ({
      volume: volume.name,
      dataset,
      name,
      named,
    })),
  );
}

/** Origins of clones in datasets that are no longer declared: without the clones they could not be found. */
async function scansBelow(
  owner: string,
  clones: readonly CloneLeft[],
  volumes: readonly ZfsVolume[],
  io: ReadIo,
): Promise<readonly ScanLeft[]> {
  const declared = new Set(volumes.map(({ dataset }) => dataset));
  const above = new Map(clones.map(({ origin, volume, input }) => [origin, { volume, dataset: input.dataset }]));
  const origins = [...above].flatMap(([origin, { dataset }]) => (declared.has(dataset) ? [] : [origin]));
  const seen = await findSnapshots(origins, io);
  if ("unseen" in seen) return [];
  return seen.found.flatMap(({ dataset, name, named, mark }) => {
    const volume = above.get(`${dataset}@${name}`)?.volume ?? "";
    return named?.purpose === "scan" && isOwnSnapshot(named, mark, [owner]) ? [{ volume, dataset, name, named }] : [];
  });
}

/** If the mark of the run is missing: its id begins with its stamp, which is in the name. */
function unknownRun(snapshot: string): string {
  const name = parseSnapshotName(snapshot.slice(snapshot.indexOf("@") + 1));
  return `${name?.stamp ?? "00000000T000000Z"}-unknown`;
}
