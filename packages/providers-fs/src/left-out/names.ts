import { isUtf8 } from "node:buffer";
import { type Capabilities, type Command, query } from "@rdump/core/provider";
import type { Searched } from "./trees.ts";

const ANSWER = 2 * 3600;

/** Lists all paths of a tree. */
export function findNamesCommand({ from, mounted, root }: Searched): Command {
  const argv = ["find", ".", "-xdev", "-mindepth", "1", "-printf", "%P\\0"] as const;
  return query(argv, { cwd: from, mounted, root, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** Lists the files of more than this number of bytes. */
export function findLargerCommand({ from, mounted, root }: Searched, bytes: number): Command {
  const argv = ["find", ".", "-xdev", "-type", "f", "-size", `+${bytes}c`, "-printf", "%P\\0"] as const;
  return query(argv, { cwd: from, mounted, root, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** Paths have one character for each byte. */
export function pathsIn(listing: Buffer): readonly string[] {
  return listing
    .toString("latin1")
    .split("\0")
    .filter((path) => path !== "");
}

/**
 * The paths whose last name the mirror does not store: FAT, exFAT, NTFS and SMB refuse it, or store it under another name,
 * which can be that of another file. What is below such a directory is not named. A path comes after the directory above it.
 */
export function unstoredNames(paths: readonly string[], stores: Capabilities): readonly string[] {
  const left = new Set<string>();
  return paths.filter((path) => {
    const at = path.lastIndexOf("/");
    const isBelow = at >= 0 && left.has(path.slice(0, at));
    if (!isBelow && isStored(path.slice(at + 1), stores)) return false;
    left.add(path);
    return !isBelow;
  });
}

export function storesEveryName({ anyName, longestName }: Capabilities): boolean {
  return anyName && longestName >= LONGEST;
}

/** In bytes, on Linux. */
const LONGEST = 255;

function isStored(name: string, { anyName, longestName }: Capabilities): boolean {
  if (name.length > longestName) return false;
  return anyName || (!REFUSED.test(name) && !hasControl(name) && isUtf8(Buffer.from(name, "latin1")));
}

/** The characters that Windows refuses in names, and the last ones that it drops. */
const REFUSED = /[\\:*?"<>|]|[. ]$/;

function hasControl(name: string): boolean {
  return [...name].some((character) => character < " ");
}
