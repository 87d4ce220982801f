import { deviceOf } from "../tools/lvm/volumes.ts";
import { Hung } from "../tools/tool.ts";
import type { Directory, Node } from "../tree/node.ts";
import type { World } from "../world/world.ts";
import { type DirectoryLocation, isMountPoint, joined, locate, locateDirectory } from "./locate.ts";

/**
 * The tree below a directory as a program reads it that stays on one file system: a mount point is an empty directory.
 * A read or write on a suspended device waits for ever.
 */
export function treeAt(world: World, place: DirectoryLocation): Directory {
  const points = world.mounts
    .filter(({ parent, id }) => parent === place.mount.id && id !== parent)
    .map(({ point }) => point);
  const walk = (node: Node, real: string): Node => {
    if (node.kind !== "directory") return node;
    if (points.includes(real)) {
      const over = locate(world, real);
      return over?.node.kind === "directory" ? { ...over.node, entries: {} } : { ...node, entries: {} };
    }
    if (!points.some((point) => point.startsWith(`${real}/`) || real === "/")) return node;
    const entries = Object.entries(node.entries).map(([name, each]) => [name, walk(each, joined(real, name))]);
    return { ...node, entries: Object.fromEntries(entries) };
  };
  const { node, real } = place;
  const entries = Object.entries(node.entries).map(([name, each]) => [name, walk(each, joined(real, name))]);
  return { ...node, entries: Object.fromEntries(entries) };
}

/** A directory that a program works in; null when there is none. */
export function reach(world: World, path: string): DirectoryLocation | null {
  const found = locateDirectory(world, path);
  if (found !== null) refuseSuspended(world, found.mount.device, path);
  return found;
}

function refuseSuspended(world: World, device: string, path: string): void {
  const stuck = world.volumes.find((volume) => volume.suspended && deviceOf(volume) === device);
  if (stuck !== undefined) throw new Hung(`${path} is on ${stuck.vg}/${stuck.name}, which is suspended`);
}

/**
 * True if the directory is the root of a mounted file system, by the check before a command: the parent is on another
 * device.
 */
export function isMounted(world: World, path: string): boolean {
  const found = locateDirectory(world, path);
  return (
    found !== null && isMountPoint(found) && locate(world, `${found.real}/..`)?.mount.device !== found.mount.device
  );
}
