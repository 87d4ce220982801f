import { type Command, query } from "@rdump/core/provider";
import type { Searched } from "./trees.ts";

/** A name that a file system without case takes for another one. Paths have one character for each byte. */
export interface Collision {
  readonly path: string;
  /** The path that is copied. */
  readonly kept: string;
}

const ANSWER = 2 * 3600;

export function findNamesCommand({ from, mounted, root }: Searched): Command {
  const argv = ["find", ".", "-xdev", "-mindepth", "1", "-printf", "%P\\0"] as const;
  return query(argv, { cwd: from, mounted, root, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** Of names in one directory that differ only in case, all but the first. What is below such a directory is not named. */
export function collisionsIn(listing: string): readonly Collision[] {
  const kept = new Map<string, string>();
  const collisions: Collision[] = [];
  const left = new Set<string>();
  for (const path of listing
    .split("\0")
    .filter((each) => each !== "")
    .sort()) {
    const directory = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    if (left.has(directory)) {
      left.add(path);
      continue;
    }
    const key = folded(path);
    const first = kept.get(key);
    if (first === undefined) kept.set(key, path);
    else {
      collisions.push({ path, kept: first });
      left.add(path);
    }
  }
  return collisions;
}

function folded(path: string): string {
  return Buffer.from(path, "latin1").toString("utf8").toUpperCase();
}
