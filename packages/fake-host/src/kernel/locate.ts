import type { Directory, Node } from "../tree/node.ts";
import type { FileSystem, Mount, World } from "../world/world.ts";
import { SystemError } from "./errors.ts";

/** An entry in the tree of all mounts. */
export interface Location {
  readonly mount: Mount;
  /** The way down from the root of its file system. */
  readonly steps: readonly string[];
  readonly node: Node;
  /** Its path without links. */
  readonly real: string;
}

export type DirectoryLocation = Location & { readonly node: Directory };

const MOST_LINKS = 40;

/**
 * Resolves a path like the kernel: at each name, a mount on the current mount is entered.
 *
 * @param follow whether a link in the last place is followed
 * @returns null when nothing is there
 * @throws SystemError EIO on a device that gave up, ELOOP
 */
export function locate(world: World, path: string, follow = true): Location | null {
  return walk(world, namesIn(path), follow, 0);
}

export function locateDirectory(world: World, path: string): DirectoryLocation | null {
  const found = locate(world, path);
  return found !== null && found.node.kind === "directory" ? { ...found, node: found.node } : null;
}

export function isMountPoint({ mount, steps }: Location): boolean {
  return steps.length === 0 && mount.parent !== mount.id;
}

export function fileSystemOf(world: World, device: string): FileSystem {
  const found = world.devices[device];
  if (found === undefined) throw new Error(`there is no device ${device}`);
  return found;
}

export function joined(directory: string, name: string): string {
  return directory === "/" ? `/${name}` : `${directory}/${name}`;
}

function namesIn(path: string): readonly string[] {
  if (!path.startsWith("/")) throw new Error(`not an absolute path: ${path}`);
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names;
}

function walk(world: World, names: readonly string[], follow: boolean, links: number): Location | null {
  let at = topmost(world, rootOf(world));
  for (const [index, name] of names.entries()) {
    if (at.node.kind !== "directory") return null;
    const node = Object.hasOwn(at.node.entries, name) ? at.node.entries[name] : undefined;
    if (node === undefined) return null;
    const real = joined(at.real, name);
    if (node.kind === "symlink" && (follow || index < names.length - 1)) {
      if (links >= MOST_LINKS) throw new SystemError("ELOOP", real);
      const target = node.target.startsWith("/") ? node.target : joined(at.real, node.target);
      return walk(world, [...namesIn(target), ...names.slice(index + 1)], follow, links + 1);
    }
    at = topmost(world, { mount: at.mount, steps: [...at.steps, name], node, real });
  }
  return at;
}

function rootOf(world: World): Location {
  const mount = world.mounts.find(({ id, parent }) => id === parent);
  if (mount === undefined) throw new Error("nothing is mounted at /");
  return { mount, steps: [], node: fileSystemOf(world, mount.device).root, real: "/" };
}

/** A mount hides the entries below it. */
function topmost(world: World, at: Location): Location {
  const over = world.mounts.find(
    ({ id, parent, point }) => point === at.real && parent === at.mount.id && id !== parent,
  );
  if (over === undefined) return at;
  const { broken, root } = fileSystemOf(world, over.device);
  if (broken) throw new SystemError("EIO", at.real);
  return topmost(world, { mount: over, steps: [], node: root, real: at.real });
}
