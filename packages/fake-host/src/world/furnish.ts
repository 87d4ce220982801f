import { joined, locate } from "../kernel/locate.ts";
import { deviceOf, findVolume, freeMinor } from "../tools/lvm/volumes.ts";
import { mounted } from "../tools/mounts/mounted.ts";
import { made, mountedUnasked } from "../tools/zfs/datasets.ts";
import { newDirectory } from "../tree/edit.ts";
import { withDirectory } from "../tree/place.ts";
import { changed, freshLvmUuid } from "./fresh.ts";
import type { FileSystem, Properties, World } from "./world.ts";

const NOTHING: World = {
  devices: {},
  mounts: [],
  groups: {},
  volumes: [],
  pools: {},
  datasets: [],
  snapshots: [],
  bookmarks: [],
  repositories: {},
  holders: {},
  next: 1,
};

/** A machine after its installation: a root file system, /proc, /sys, and /run in memory. */
export function bareWorld(): World {
  let world = withFileSystem(NOTHING, "254:0", "ext4");
  world = changed(world, (draft) => {
    draft.mounts.push({ id: 20, parent: 20, device: "254:0", point: "/", from: "/dev/vda1" });
  });
  for (const [device, type, point] of [
    ["0:20", "proc", "/proc"],
    ["0:21", "sysfs", "/sys"],
    ["0:22", "tmpfs", "/run"],
  ] as const) {
    world = mountedAt(withFileSystem(world, device, type), device, point, type);
  }
  return withDirectory(withDirectory(world, "/srv"), "/vol");
}

export function withFileSystem(world: World, device: string, type: FileSystem["type"]): World {
  return changed(world, (draft) => {
    draft.devices[device] = { type, uuid: freshLvmUuid(draft), root: newDirectory(draft), broken: false };
  });
}

/** Mounts a device, making the directory for it. */
export function mountedAt(world: World, device: string, point: string, from: string): World {
  const placed = withDirectory(world, point);
  const place = locate(placed, point);
  if (place === null) throw new Error(`no place at ${joined(point, "")}`);
  return mounted(placed, { device, from, point: place.real, parent: place.mount.id });
}

export function withGroup(world: World, name: string, extents: number, extent = 4 * 1024 * 1024): World {
  return changed(world, (draft) => {
    draft.groups[name] = { name, extent, extents };
  });
}

/** A pool, with its own file system, which is mounted nowhere. */
export function withPool(world: World, name: string): World {
  const pooled = changed(world, (draft) => {
    draft.pools[name] = { health: "ONLINE" };
  });
  return withDataset(pooled, name, { mountpoint: "none" });
}

/** A file system of ZFS, mounted where its properties say. */
export function withDataset(world: World, name: string, properties: Properties = {}): World {
  return mountedUnasked(made(world, { name, properties, origin: null, root: null }), name);
}

export interface VolumeToMake {
  readonly vg: string;
  readonly name: string;
  readonly bytes: number;
  readonly kind: "linear" | "thin" | "pool";
  readonly pool?: string;
  readonly tags?: readonly string[];
}

export function withVolume(world: World, { vg, name, bytes, kind, pool, tags = [] }: VolumeToMake): World {
  const minor = freeMinor(world);
  return changed(world, (draft) => {
    draft.volumes.push({
      vg,
      name,
      uuid: freshLvmUuid(draft),
      kind,
      bytes,
      tags: [...tags],
      minor,
      suspended: false,
      origin: null,
      pool: pool ?? null,
      percent: kind === "linear" ? null : 10,
      invalid: false,
    });
  });
}

/** Makes a file system on a logical volume and mounts it. */
export function withMountedVolume(world: World, made: VolumeToMake, type: "ext4" | "xfs", point: string): World {
  const there = withVolume(world, made);
  const volume = findVolume(there, made.vg, made.name);
  const device = volume === undefined ? null : deviceOf(volume);
  if (device === null) throw new Error("a volume that was just made is active");
  return mountedAt(withFileSystem(there, device, type), device, point, `/dev/mapper/${made.vg}-${made.name}`);
}
