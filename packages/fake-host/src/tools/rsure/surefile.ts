import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path/posix";
import { locate } from "../../kernel/locate.ts";
import { below, type Content, contentOf, type Directory } from "../../tree/node.ts";
import type { World } from "../../world/world.ts";

/** The content of a surefile of this world, as JSON. */
export interface Surefile {
  readonly revisions: readonly Revision[];
}

export interface Revision {
  readonly number: number;
  readonly name: string;
  readonly time: string;
  readonly tags: { readonly [tag: string]: string };
  readonly digest: string;
  readonly files: Files;
}

/** By path the content of all that is no directory; null where rsure records no hash: a link, a file that cannot be read. */
export type Files = { readonly [path: string]: string | null };

/** The names that belong to one surefile: itself, its backup, its lock, and what is written before it. */
export function namesOf(file: string) {
  const directory = dirname(file);
  const name = basename(file);
  return {
    file,
    backup: join(directory, name.replace(/\.dat(\.gz)?$/, ".bak$1")),
    lock: join(directory, `${name}.rsure-lock`),
    fresh: join(directory, `${name}.rsure-new`),
  };
}

/** The text of a file; null when there is none. */
export function textAt(world: World, path: string): string | null {
  const found = locate(world, path, false);
  return found?.node.kind === "file" ? found.node.content : null;
}

/** @returns null when it is no surefile of this world */
export function parseSurefile(text: string): Surefile | null {
  try {
    const value = JSON.parse(text) as Surefile;
    return Array.isArray(value.revisions) ? value : null;
  } catch {
    return null;
  }
}

/** The compared part of a tree: everything except rsure's own files and the mark of a mirror. */
export function digestOf(tree: Directory, file = "2sure.dat.gz"): string {
  return createHash("sha256")
    .update(JSON.stringify(recorded(tree, file)))
    .digest("hex");
}

/** The files of a tree as a surefile in it records them. */
export function filesOf(tree: Directory, file: string): Files {
  const isRecorded = new Set(recorded(tree, file).map(([path]) => path));
  const found: { [path: string]: string | null } = {};
  for (const [path, node] of below(tree)) {
    if (node.kind === "directory" || !isRecorded.has(path)) continue;
    found[path] = node.kind === "file" && node.damaged !== true ? node.content : null;
  }
  return found;
}

/** The part of a tree that a surefile in the tree records. */
function recorded(tree: Directory, file: string): Content {
  const { backup } = namesOf(file);
  return contentOf(
    tree,
    (path) => path === file || path === backup || path === ".rdump.json" || path.startsWith(`${file}.rsure-`),
  );
}
