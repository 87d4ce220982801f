import { locate } from "../../kernel/locate.ts";
import { newDirectory } from "../../tree/edit.ts";
import type { Directory } from "../../tree/node.ts";
import { withDirectory } from "../../tree/place.ts";
import { changed, freshNumber } from "../../world/fresh.ts";
import type { Dataset, Properties, Snapshot, World } from "../../world/world.ts";
import { mounted } from "../mounts/mounted.ts";

export function findDataset(world: World, name: string): Dataset | undefined {
  return world.datasets.find((dataset) => dataset.name === name);
}

export function findSnapshot(world: World, name: string): Snapshot | undefined {
  return world.snapshots.find((snapshot) => snapshot.name === name);
}

export function deviceOfDataset(world: World, name: string): string | null {
  return findDataset(world, name)?.device ?? null;
}

export function snapshotsOf(world: World, dataset: string): readonly Snapshot[] {
  return world.snapshots.filter(({ name }) => datasetOf(name) === dataset);
}

/** The clones of a snapshot. */
export function clonesOf(world: World, snapshot: string): readonly Dataset[] {
  return world.datasets.filter(({ origin }) => origin === snapshot);
}

/** In front of the `@` or the `#`. */
export function datasetOf(name: string): string {
  return name.split(/[@#]/, 1)[0] ?? name;
}

export function parentOf(dataset: string): string | null {
  return dataset.includes("/") ? dataset.slice(0, dataset.lastIndexOf("/")) : null;
}

export interface Value {
  readonly value: string;
  /** `local`, `inherited from DATASET`, or `default`. */
  readonly source: string;
}

/** A property that those below inherit, and a snapshot from its dataset: every one of those here but `canmount`. */
export function inherited(world: World, name: string, property: string): Value | null {
  const own = (findSnapshot(world, name) ?? findDataset(world, name))?.properties[property];
  if (own !== undefined) return { value: own, source: "local" };
  let above: string | null = name.includes("@") ? datasetOf(name) : parentOf(name);
  for (; above !== null; above = parentOf(above)) {
    const value = findDataset(world, above)?.properties[property];
    if (value !== undefined) return { value, source: `inherited from ${above}` };
  }
  return null;
}

/** The defaults of these properties in OpenZFS 2.3 on Linux. */
const DEFAULTS: { readonly [property: string]: string } = {
  acltype: "off",
  atime: "on",
  devices: "on",
  exec: "on",
  readonly: "off",
  setuid: "on",
  sharenfs: "off",
  sharesmb: "off",
  snapdir: "hidden",
  xattr: "on",
};

/** The effective value of a native property; undefined if this world does not know the property. */
export function effective(world: World, name: string, property: string): string | undefined {
  const value = DEFAULTS[property];
  return value === undefined ? undefined : (inherited(world, name, property)?.value ?? value);
}

/** File systems that others on the network can reach: once they are mounted, for those that are not yet. */
export function sharedDatasets(world: World): readonly string[] {
  const isShared = (name: string) =>
    effective(world, name, "sharenfs") !== "off" || effective(world, name, "sharesmb") !== "off";
  return world.datasets.map(({ name }) => name).filter(isShared);
}

/** The property: a path, `none` or `legacy`. Below an inherited path, the value is a path too. */
export function mountpointOf(world: World, dataset: string): string {
  const found = inherited(world, dataset, "mountpoint");
  if (found === null) return `/${dataset}`;
  if (found.source === "local" || !found.value.startsWith("/")) return found.value;
  return found.value + dataset.slice(found.source.slice("inherited from ".length).length);
}

export interface ToMake {
  readonly name: string;
  readonly properties: Properties;
  readonly origin: string | null;
  /** The content; null: none. */
  readonly root: Directory | null;
}

/** The kernel's part of the making of a file system: it is there, and mounted nowhere. */
export function made(world: World, { name, properties, origin, root }: ToMake): World {
  return changed(world, (draft) => {
    const device = `0:${100 + freshNumber(draft)}`;
    draft.devices[device] = { type: "zfs", uuid: "", root: newDirectory(draft), broken: false };
    if (root !== null) draft.devices[device].root = root as never;
    draft.datasets.push({ name, guid: String(freshNumber(draft)), properties: { ...properties }, origin, device });
  });
}

/** After a creation `zfs` mounts the dataset, if it can be mounted automatically. */
export function mountedUnasked(world: World, name: string): World {
  const may = (findDataset(world, name)?.properties.canmount ?? "on") === "on";
  return may ? (mountedAsDeclared(world, name) ?? world) : world;
}

/** Mounts a file system at its mountpoint, making the directory for it; null when it has none. */
export function mountedAsDeclared(before: World, name: string): World | null {
  const path = mountpointOf(before, name);
  const device = deviceOfDataset(before, name);
  if (device === null || !path.startsWith("/")) return null;
  const world = withDirectory(before, path);
  const place = locate(world, path);
  if (place === null) throw new Error(`no place at ${path}`);
  return mounted(world, { device, from: name, point: place.real, parent: place.mount.id });
}

export function isMounted(world: World, name: string): boolean {
  return world.mounts.some(({ from }) => from === name);
}

/** A snapshot as a file system that can be mounted: a value, as it is. */
export function snapshotOpened(before: World, name: string): { readonly world: World; readonly device: string | null } {
  const found = findSnapshot(before, name);
  if (found === undefined) return { world: before, device: null };
  const device = `0:${10_000 + Number(found.guid)}`;
  const world = changed(before, (draft) => {
    draft.devices[device] = { type: "zfs", uuid: "", root: found.root as never, broken: false };
  });
  return { world, device };
}
