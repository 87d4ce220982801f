import { type Command, moveAll, mover, type ReadIo, type Step } from "@rdump/core/provider";
import { LOST_AND_FOUND } from "../mirror/mark.ts";
import { PATHS, placeOf } from "../rsync/place.ts";
import { prefixesOf, STAGING } from "./order.ts";

/** More names than these in a directory above a mount mean that it is not empty. */
const MOST_NAMES = 1000;

/** The directories above mounted file systems, from the destination: `""`, `var`, `var/lib`. Outermost first. */
function directoriesAbove(mounts: readonly string[]): readonly string[] {
  return ["", ...[...new Set(mounts.flatMap((path) => prefixesOf(path).slice(0, -1)))].sort()];
}

/** The names in one of these directories that lead to a mount, or are one. */
function leadingNames(directory: string, mounts: readonly string[]): readonly string[] {
  const above = directory === "" ? "" : `${directory}/`;
  const below = mounts.filter((path) => path.startsWith(above));
  return [...new Set(below.map((path) => path.slice(above.length).split("/")[0] ?? ""))].sort();
}

/** The destination has only mounted file systems, and the directories above them. */
export async function isEmptyAround(to: string, mounts: readonly string[], io: ReadIo): Promise<boolean> {
  for (const directory of directoriesAbove(mounts)) {
    const known = new Set([...leadingNames(directory, mounts), ...(directory === "" ? [STAGING, LOST_AND_FOUND] : [])]);
    const names = (await io.names(pathIn(to, directory), MOST_NAMES)) ?? [];
    if (names.some((name) => !known.has(name.toString("utf8")))) return false;
  }
  return true;
}

/**
 * The first directory above the mounts that is something else in the tree; null: none is. A link would lead out of the tree,
 * and the files at its end would be moved.
 */
export async function notDirectoryAbove(
  tree: string,
  mounts: readonly string[],
  io: Pick<ReadIo, "lstat">,
): Promise<string | null> {
  for (const directory of directoriesAbove(mounts).slice(1)) {
    const facts = await io.lstat(pathIn(tree, directory));
    if (facts !== null && facts.kind !== "directory") return directory;
  }
  return null;
}

/** Moves the content of each directory above the mounts, then their attributes, and removes them from the tree. */
export function movesAround(tree: string, to: string, mounts: readonly string[]): readonly Step[] {
  const above = directoriesAbove(mounts);
  const attributes = above.slice(1).map((directory) => attributesOf(pathIn(tree, directory), pathIn(to, directory)));
  return [
    ...above.map((directory) => moveContent(directory, tree, to, mounts)),
    ...attributes,
    ...[...new Set([...above.slice(1), ...mounts])]
      .sort()
      .reverse()
      .map((path) => removeEmpty(tree, path)),
  ];
}

function moveContent(directory: string, tree: string, to: string, mounts: readonly string[]): Step {
  return moveAll(pathIn(tree, directory), pathIn(to, directory), leadingNames(directory, mounts));
}

function attributesOf(from: string, to: string): Command {
  const argv = ["rsync", "-lptgoDAXX", "--dirs", "--exclude=/*", "--numeric-ids", "--", ...PATHS] as const;
  return mover(argv, placeOf({ from, to, mounted: false, root: false }));
}

function removeEmpty(tree: string, path: string): Command {
  return mover(["rmdir", "--", `./${path}`], { cwd: tree });
}

function pathIn(root: string, directory: string): string {
  return directory === "" ? root : `${root}/${directory}`;
}
