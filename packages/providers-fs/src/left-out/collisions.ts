import type { Capabilities } from "@rdump/core/provider";
import { directoryOf } from "./paths.ts";

/** A name that the file system of a mirror takes for another one. Paths have one character for each byte. */
export interface Collision {
  readonly path: string;
  /** The path that is copied, or that rdump itself uses. */
  readonly kept: string;
}

/** What the file system distinguishes in names. */
export type Distinguished = Pick<Capabilities, "cases" | "forms">;

export interface Compared {
  readonly stores: Distinguished;
  /** Paths of the source. What is below one of `unstored` is not named. */
  readonly paths: readonly string[];
  readonly unstored: readonly string[];
  /** Paths of the mirror. */
  readonly mirror: readonly string[];
  /** Names at the root of the mirror that no other entry can have. */
  readonly reserved: readonly string[];
}

/**
 * Of names in one directory that are one name in the mirror, all but one: the one that the mirror has, so that nothing is
 * overwritten, or the first. What is below such a directory is not named.
 */
export function collisionsIn({ stores, paths, unstored, mirror, reserved }: Compared): readonly Collision[] {
  const inSource = new Set(paths);
  const kept = new Map<string, string>();
  for (const path of mirror) if (inSource.has(path)) kept.set(folded(path, stores), path);
  for (const name of reserved) kept.set(folded(name, stores), name);
  const collisions: Collision[] = [];
  const left = new Set(unstored);
  for (const path of [...paths].sort()) {
    const directory = directoryOf(path);
    if (left.has(path) || left.has(directory)) {
      left.add(path);
      continue;
    }
    const key = folded(path, stores);
    const first = kept.get(key);
    if (first === undefined) kept.set(key, path);
    else if (first !== path) {
      collisions.push({ path, kept: first });
      left.add(path);
    }
  }
  return collisions;
}

/**
 * The entries of the mirror that the source has under other names that are the same there, the outermost ones: rsync takes them for the
 * entries of the source, and deletes them afterwards.
 */
export function underOtherNames({ stores, paths, mirror, reserved }: Omit<Compared, "unstored">): readonly string[] {
  const inSource = new Set(paths);
  const keys = new Set(paths.map((path) => folded(path, stores)));
  const own = new Set(reserved);
  const found = new Set<string>();
  return [...mirror].sort().filter((path) => {
    const directory = directoryOf(path);
    const isBelow = found.has(directory);
    if (!isBelow && (inSource.has(path) || own.has(path) || !keys.has(folded(path, stores)))) return false;
    found.add(path);
    return !isBelow;
  });
}

/** The compatible forms too: the file system can take a superscript for a digit (`normalization=formKC` of ZFS). */
function folded(path: string, { cases, forms }: Distinguished): string {
  const text = Buffer.from(path, "latin1").toString("utf8");
  const decomposed = forms ? text : text.normalize("NFKD");
  return cases ? decomposed : decomposed.toUpperCase();
}
