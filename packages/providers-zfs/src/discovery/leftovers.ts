import type { Group, Leftover } from "@rdump/core/provider";
import { datasetMark } from "../naming/marks.ts";
import { mountPath, parseSnapshotName, poolOf, scanClone, scanParent } from "../naming/names.ts";
import type { MomentInput } from "../scopes/moment.ts";
import type { MountInput } from "../scopes/mount.ts";
import { isMountOf } from "../scopes/places.ts";
import type { ScanInput } from "../scopes/scan.ts";
import { ownSnapshots } from "./points.ts";
import type { ScratchPlaces, ZfsVolume } from "./sources.ts";
import type { World } from "./world.ts";

/** Clones for scans, and the snapshots that they stand on: nobody keeps them beyond their run. A clone goes first. */
export function leftoversIn(
  owner: string,
  scratch: ScratchPlaces,
  volumes: readonly ZfsVolume[],
  groups: readonly Group[],
  world: World,
): readonly Leftover[] {
  const mounts = groups.flatMap((group) => mountsLeft(owner, scratch, group, world));
  const snapshots = volumes.flatMap((each) => [
    ...scanLeft(owner, scratch, each, world),
    ...momentsLeft(owner, each, world),
  ]);
  return [...mounts, ...snapshots];
}

/** A mirror's dataset and its snapshot, where a run had mounted them for itself. */
function mountsLeft(owner: string, scratch: ScratchPlaces, { target, volume }: Group, { mounts }: World) {
  if (target.medium !== "mirrors/dataset") return [];
  const { dataset } = target;
  const places = [
    { what: "point", path: mountPath(scratch.mount, owner, "point:", dataset), of: `${dataset}@rdump-*` },
    { what: "dataset", path: mountPath(scratch.mount, owner, "mirror:", dataset), of: dataset },
  ] as const;
  return places.flatMap(({ what, path, of }): readonly Leftover[] => {
    if (!mounts.some((mount) => mount.point === path && isMountOf(mount, of))) return [];
    const input: MountInput = { dataset, what, legacy: false, path, scratch: scratch.mount };
    const says = `${of} is still mounted at ${path}: the run that did it died`;
    return [{ volume: volume.name, run: unknownRun(""), kind: "zfs/mount", input, says }];
  });
}

function scanLeft(owner: string, scratch: ScratchPlaces, { volume, dataset }: ZfsVolume, { datasets }: World) {
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
  return [{ volume: volume.name, run, kind: "zfs/scan", input, says: `the clone ${name} was left over: ${run} died` }];
}

function momentsLeft(owner: string, { volume, dataset }: ZfsVolume, world: World): readonly Leftover[] {
  return ownSnapshots(dataset, owner, "scan", world).map(({ name }) => {
    const guid = world.datasets.get(dataset)?.guid ?? "";
    const one = { volume: volume.name, dataset, guid, keeps: false };
    const input: MomentInput = { owner, pool: poolOf(dataset), datasets: [one] };
    const run = unknownRun(name);
    const says = `the snapshot ${dataset}@${name} was left over: its run died`;
    return { volume: volume.name, run, kind: "zfs/snapshot", input, says };
  });
}

/** A run's id begins with its stamp, and a snapshot bears no more of it. */
function unknownRun(snapshot: string): string {
  const name = parseSnapshotName(snapshot.slice(snapshot.indexOf("@") + 1));
  return `${name?.stamp ?? "00000000T000000Z"}-unknown`;
}
