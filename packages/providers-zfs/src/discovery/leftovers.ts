import { join } from "node:path/posix";
import {
  type DiscoveryRequest,
  type Group,
  isoOf,
  type Leftover,
  type ReadIo,
  type Scratch,
} from "@rdump/core/provider";
import { lookAtRuns } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { mountPath, parseSnapshotName, poolOf, scanClone, scanParent } from "../naming/names.ts";
import type { MomentInput } from "../scopes/moment.ts";
import type { MountInput } from "../scopes/mount.ts";
import { isMountOf } from "../scopes/places.ts";
import type { ReadOnlyInput } from "../scopes/read-only.ts";
import { isTemporaryLeft, type ReadmeInput, runOfReadme } from "../scopes/readme.ts";
import type { ScanInput } from "../scopes/scan.ts";
import { ownSnapshots } from "./points.ts";
import type { ZfsVolume } from "./sources.ts";
import { mountedAt, type World } from "./world.ts";

/** Clones for scans, and the snapshots that they stand on: nobody keeps them beyond their run. A clone goes first. */
export async function leftoversIn(
  { owner, scratch, groups }: Pick<DiscoveryRequest, "owner" | "scratch" | "groups">,
  volumes: readonly ZfsVolume[],
  world: World,
  io: ReadIo,
): Promise<readonly Leftover[]> {
  const scans = scansIn(owner, volumes, world).map(({ dataset, name }) => `${dataset}@${name}`);
  const runs = await lookAtRuns(scans, io);
  const isMirrored = groups.some(({ target }) => target.medium === "mirrors/dataset");
  const names = isMirrored ? ((await io.names(scratch.mount, MOST_PLACES).catch(() => null)) ?? []) : [];
  const places = new Set(names.map((name) => join(scratch.mount, name.toString("utf8"))));
  return [
    ...groups.flatMap((group) => mountsLeft(owner, scratch, group, { ...world, places })),
    ...groups.flatMap((group) => readOnlyLeft(owner, group, world)),
    ...volumes.flatMap((each) => scanLeft(owner, scratch, each, world)),
    ...(await Promise.all(volumes.map((each) => readmeLeft(each, scratch, world, io)))).flat(),
    ...momentsLeft(owner, volumes, "found" in runs ? runs.found : new Map(), world),
  ];
}

/** More than any config has. */
const MOST_PLACES = 100_000;

/** A mirror's dataset and its snapshot, where a run had mounted them for itself, or was about to. */
function mountsLeft(
  owner: string,
  scratch: Scratch,
  { target, volume }: Group,
  { mounts, places: there }: Pick<World, "mounts"> & { readonly places: ReadonlySet<string> },
) {
  if (target.medium !== "mirrors/dataset") return [];
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
      ? `${of} is still mounted at ${path}: the run that did it died`
      : `${path}, where ${of} is mounted for a run, was left over`;
    return [{ volume: volume.name, run: unknownRun(""), time: null, kind: "zfs/mount", input, says }];
  });
}

/** A declared clone that its users cannot write to, because a run was about to renew it. */
function readOnlyLeft(owner: string, { target, volume }: Group, { datasets }: World): readonly Leftover[] {
  const found = target.medium === "clones/zfs" ? datasets.get(target.dataset) : undefined;
  if (found === undefined || found.run === null || found.mark !== datasetMark(owner, found.name)) return [];
  const { name, guid, run } = found;
  const input: ReadOnlyInput = { dataset: name, guid };
  const says = `the clone ${name} was left read-only: ${run} died`;
  return [{ volume: volume.name, run, time: null, kind: "zfs/read-only", input, says }];
}

function scanLeft(owner: string, scratch: Scratch, { volume, dataset }: ZfsVolume, { datasets }: World) {
  const parent = scanParent(poolOf(dataset), scratch.dataset);
  const name = scanClone(parent, { owner, volume: volume.name });
  const found = datasets.get(name);
  if (found === undefined || found.mark !== datasetMark(owner, name)) return [];
  const input: ScanInput = {
    owner,
    dataset,
    keeps: false,
    parent,
    makesParent: false,
    name,
    path: mountPath(scratch.mount, owner, "", volume.name),
    scratch: scratch.mount,
  };
  const run = found.run ?? unknownRun(found.origin ?? "");
  return [
    {
      volume: volume.name,
      run,
      time: null,
      kind: "zfs/scan",
      input,
      says: `the clone ${name} was left over: ${run} died`,
    },
  ];
}

/** Where companions are made: the file that is to go into them. */
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

/** By the run that made them: one command had made those of a pool, and all are taken down as that was. */
function momentsLeft(
  owner: string,
  volumes: readonly ZfsVolume[],
  runs: ReadonlyMap<string, string>,
  world: World,
): readonly Leftover[] {
  const found = new Map<string, MomentLeft>();
  for (const { volume, dataset, name, named } of scansIn(owner, volumes, world)) {
    const run = runs.get(`${dataset}@${name}`) ?? unknownRun(name);
    const { time } = named;
    const key = `${poolOf(dataset)} ${run} ${time}`;
    const guid = world.datasets.get(dataset)?.guid ?? "";
    const one = { volume: volume.name, dataset, guid, keeps: false };
    const datasets = [...(found.get(key)?.input.datasets ?? []), one];
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
  /** As the names of its snapshots tell it. */
  readonly time: string;
  readonly volume: string;
  readonly input: MomentInput;
}

function scansIn(owner: string, volumes: readonly ZfsVolume[], world: World) {
  return volumes.flatMap(({ volume, dataset }) =>
    ownSnapshots(dataset, owner, "scan", world).map(({ name, named }) => ({ volume, dataset, name, named })),
  );
}

/** Where the mark of the run is gone: its id begins with its stamp, which the name bears. */
function unknownRun(snapshot: string): string {
  const name = parseSnapshotName(snapshot.slice(snapshot.indexOf("@") + 1));
  return `${name?.stamp ?? "00000000T000000Z"}-unknown`;
}
