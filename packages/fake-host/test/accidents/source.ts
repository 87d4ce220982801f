import { dirname } from "node:path/posix";
import {
  type Directory,
  locateDirectory,
  type World,
  withDamage,
  withDirectory,
  withFile,
  withLink,
  without,
} from "@rdump/fake-host";

/** What users and accidents do to the files of a volume. `root`: its mount point or directory. */

const SUREFILE = /^2sure\./;

function entries(world: World, root: string): Directory["entries"] {
  return locateDirectory(world, root)?.node.entries ?? {};
}

/** The paths of all regular files, and their contents, without those of rsure. */
function files(world: World, root: string): readonly (readonly [path: string, content: string])[] {
  return Object.entries(entries(world, root)).flatMap(([name, node]) => {
    const path = `${root}/${name}`;
    if (node.kind === "directory") return files(world, path);
    return node.kind === "file" && !SUREFILE.test(name) ? [[path, node.content] as const] : [];
  });
}

/** What a lost source had: to be put back. */
export type Saved = readonly (readonly [path: string, content: string])[];

export function saved(world: World, root: string): Saved {
  return files(world, root);
}

export function allRemoved(world: World, root: string): World {
  return files(world, root).reduce((next, [path]) => without(next, path), world);
}

export function allEmptied(world: World, root: string): World {
  return files(world, root).reduce((next, [path]) => withFile(next, path, ""), world);
}

export function anotherDisk(world: World, root: string): World {
  const count = files(world, root).length;
  const own = Object.keys(entries(world, root)).filter((name) => SUREFILE.test(name));
  const bare = own.reduce((next, name) => without(next, `${root}/${name}`), allRemoved(world, root));
  return Array.from({ length: count }).reduce<World>((next, _, at) => withFile(next, `${root}/other-${at}`, "x"), bare);
}

/** As many files with as many bytes, on a file system with another UUID. Elsewhere it looks like any other disk. */
export function anotherDiskOfItsSize(world: World, root: string): World {
  if (uuidOf(world, root) === null) return anotherDisk(world, root);
  const sizes = files(world, root).map(([, content]) => content.length);
  const bare = anotherDisk(world, root);
  const filled = sizes.reduce((next, size, at) => withFile(next, `${root}/other-${at}`, "y".repeat(size)), bare);
  return withUuid(filled, root, OTHER);
}

const BY_UUID = "/dev/disk/by-uuid";
const [RIGHT, OTHER] = ["aaaa", "bbbb"];

function deviceOf({ mounts }: World, root: string): string | null {
  const from = mounts.find(({ point }) => point === root)?.from ?? "";
  return from.startsWith("/dev/sd") ? from : null;
}

function uuidOf(world: World, root: string): string | null {
  const device = deviceOf(world, root);
  if (device === null) return null;
  const links = locateDirectory(world, BY_UUID)?.node.entries ?? {};
  return Object.entries(links).find(([, node]) => node.kind === "symlink" && node.target === device)?.[0] ?? null;
}

/** udev links the device of a mounted disk by the UUID of its file system. */
function withUuid(world: World, root: string, uuid: string): World {
  const device = deviceOf(world, root);
  if (device === null) return world;
  const before = uuidOf(world, root);
  const bare = before === null ? world : without(world, `${BY_UUID}/${before}`);
  const name = `${BY_UUID}/${uuid}-${device.replaceAll("/", "-")}`;
  return withLink(withFile(withDirectory(bare, BY_UUID), device, ""), name, device);
}

export function withRightDisk(world: World, root: string): World {
  return withUuid(world, root, RIGHT);
}

export function repaired(world: World, root: string, was: Saved): World {
  const others = files(world, root).filter(([path]) => /\/other-/.test(path));
  const bare = others.reduce((next, [path]) => without(next, path), world);
  const back = was.reduce((next, [path, content]) => withFile(withDirectory(next, dirname(path)), path, content), bare);
  return withRightDisk(back, root);
}

/** The directory `sub` and its files get another name, there and back. */
export function renamed(world: World, root: string): World {
  const [from, to] = "sub" in entries(world, root) ? ["sub", "moved"] : ["moved", "sub"];
  const moving = files(world, `${root}/${from}`);
  const bare = from in entries(world, root) ? without(world, `${root}/${from}`) : world;
  return moving.reduce(
    (next, [path, content]) => withFile(next, `${root}/${to}${path.slice(`${root}/${from}`.length)}`, content),
    withDirectory(bare, `${root}/${to}`),
  );
}

/** What users do each night. */
export function lived(world: World, root: string, night: number): World {
  return withFile(world, `${root}/today`, `night ${night}`, night);
}

export function damaged(world: World, root: string, isDamaged: boolean): World {
  const found = files(world, root).find(([path]) => !path.endsWith("/today"));
  return found === undefined ? world : withDamage(world, found[0], isDamaged);
}
