import type { Draft } from "immer";
import type { DirectoryLocation } from "../kernel/locate.ts";
import { changed, freshNumber } from "../world/fresh.ts";
import type { World } from "../world/world.ts";
import type { Directory, Link, Node, RegularFile } from "./node.ts";

type DirectoryDraft = Draft<Directory>;

/** The world after an edit of one directory, in all its mounts. */
export function edited(
  world: World,
  { mount, steps }: DirectoryLocation,
  edit: (directory: DirectoryDraft, world: Draft<World>) => void,
): World {
  return changed(world, (draft) => {
    let at = draft.devices[mount.device]?.root as Draft<Node> | undefined;
    for (const step of steps) at = at?.kind === "directory" ? at.entries[step] : undefined;
    if (at?.kind !== "directory") throw new Error(`no directory at ${mount.point} ${steps.join("/")}`);
    edit(at, draft);
  });
}

type Details = Partial<Pick<Node, "mode" | "uid" | "mtime">>;

export function newDirectory(world: Draft<World>, details: Details = {}): Draft<Directory> {
  const inode = freshNumber(world);
  return { kind: "directory", inode, mode: 0o755, uid: 0, mtime: 0, ...details, entries: {} };
}

export function newFile(world: Draft<World>, content: string, details: Details = {}): Draft<RegularFile> {
  return { kind: "file", inode: freshNumber(world), mode: 0o644, uid: 0, mtime: 0, ...details, content };
}

export function newLink(world: Draft<World>, target: string, details: Details = {}): Draft<Link> {
  return { kind: "symlink", inode: freshNumber(world), mode: 0o777, uid: 0, mtime: 0, ...details, target };
}
