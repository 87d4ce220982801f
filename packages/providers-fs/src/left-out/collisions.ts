/** A name that a file system without case takes for another one. Paths have one character for each byte. */
export interface Collision {
  readonly path: string;
  /** The path that is copied. */
  readonly kept: string;
}

/**
 * Of names in one directory that differ only in case, all but the first. What is below such a directory, or below one of
 * `unstored`, is not named.
 */
export function collisionsIn(paths: readonly string[], unstored: readonly string[]): readonly Collision[] {
  const kept = new Map<string, string>();
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
