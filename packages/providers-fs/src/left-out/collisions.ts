/** A name that a file system without case takes for another one. Paths have one character for each byte. */
export interface Collision {
  readonly path: string;
  /** The path that is copied, or that rdump itself uses. */
  readonly kept: string;
}

export interface Compared {
  /** Paths of the source. What is below one of `unstored` is not named. */
  readonly paths: readonly string[];
  readonly unstored: readonly string[];
  /** Paths of the mirror. */
  readonly mirror: readonly string[];
  /** Names at the root of the mirror that no other entry can have. */
  readonly reserved: readonly string[];
}

/**
 * Of names in one directory that differ only in case, all but one: the one that the mirror has, so that nothing is
 * overwritten, or the first. What is below such a directory is not named.
 */
export function collisionsIn({ paths, unstored, mirror, reserved }: Compared): readonly Collision[] {
  const inSource = new Set(paths);
  const kept = new Map<string, string>();
  for (const path of mirror) if (inSource.has(path)) kept.set(folded(path), path);
  for (const name of reserved) kept.set(folded(name), name);
  const collisions: Collision[] = [];
  const left = new Set(unstored);
  for (const path of [...paths].sort()) {
    const directory = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    if (left.has(path) || left.has(directory)) {
      left.add(path);
      continue;
    }
    const key = folded(path);
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
 * The entries of the mirror that the source has under names in another case, the outermost ones: rsync takes them for the
 * entries of the source, and deletes them afterwards.
 */
export function inOtherCase({ paths, mirror, reserved }: Omit<Compared, "unstored">): readonly string[] {
  const inSource = new Set(paths);
  const keys = new Set(paths.map(folded));
  const own = new Set(reserved);
  const found = new Set<string>();
  return [...mirror].sort().filter((path) => {
    const directory = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    const isBelow = found.has(directory);
    if (!isBelow && (inSource.has(path) || own.has(path) || !keys.has(folded(path)))) return false;
    found.add(path);
    return !isBelow;
  });
}

function folded(path: string): string {
  return Buffer.from(path, "latin1").toString("utf8").toUpperCase();
}
