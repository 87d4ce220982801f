import { basename, dirname } from "node:path/posix";
import { type DirectoryLocation, locateDirectory } from "../kernel/locate.ts";
import type { World } from "../world/world.ts";
import { edited, newDirectory, newFile, newLink } from "./edit.ts";

/** For building worlds and for tools: each gives the world after it, and throws where the parent is missing. */

/** Makes a directory and the directories above it. An existing directory stays as it is. */
export function withDirectory(world: World, path: string): World {
  if (locateDirectory(world, path) !== null) return world;
  const above = withDirectory(world, dirname(path));
  return edited(above, parentOf(above, path), (directory, draft) => {
    directory.entries[basename(path)] = newDirectory(draft);
  });
}

/** Replaces the entry of that name by a file. */
export function withFile(world: World, path: string, content: string, mtime = 0, mode = 0o644): World {
  return edited(world, parentOf(world, path), (directory, draft) => {
    directory.entries[basename(path)] = newFile(draft, content, { mtime, mode });
  });
}

export function withLink(world: World, path: string, target: string): World {
  return edited(world, parentOf(world, path), (directory, draft) => {
    directory.entries[basename(path)] = newLink(draft, target);
  });
}

/** Removes the entry of that name. */
export function without(world: World, path: string): World {
  return edited(world, parentOf(world, path), (directory) => {
    delete directory.entries[basename(path)];
  });
}

export function parentOf(world: World, path: string): DirectoryLocation {
  const parent = locateDirectory(world, dirname(path));
  if (parent === null) throw new Error(`no directory ${dirname(path)}`);
  return parent;
}

export function withMode(world: World, path: string, mode: number): World {
  return edited(world, parentOf(world, path), (directory) => {
    const found = directory.entries[basename(path)];
    if (found === undefined) throw new Error(`nothing at ${path}`);
    found.mode = mode;
  });
}

/** Whether the file can be read: a bad sector, and what a new disk or a repair makes of it. */
export function withDamage(world: World, path: string, damaged: boolean): World {
  return edited(world, parentOf(world, path), (directory) => {
    const found = directory.entries[basename(path)];
    if (found?.kind !== "file") throw new Error(`no file at ${path}`);
    if (damaged) found.damaged = true;
    else delete found.damaged;
  });
}
