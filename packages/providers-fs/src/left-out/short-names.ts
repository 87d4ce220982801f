import type { Collision } from "./collisions.ts";

/** A short name of FAT as Linux makes it: `LONGFI~1.TXT`, at most eight and three characters. */
const SHORT = /^(?=[^.]{3,8}(?:\.|$))[^.]+~\d+(?:\.[^.]{1,3})?$/;

/** FAT gives entries a second, short name. */
export function hasShortNames(type: string): boolean {
  return type === "vfat" || type === "msdos";
}

/**
 * The names that can be the short name of another entry of their directory, which FAT would open, replace or delete instead.
 * Which short name an entry gets depends on what is there before: names count that begin with the same character. Two
 * names that the mirror has are two entries. Paths have one character for each byte.
 */
export function shortNamesIn(paths: readonly string[], mirror: readonly string[]): readonly Collision[] {
  const inMirror = new Set(mirror);
  const short = paths.filter((path) => SHORT.test(nameOf(path)));
  if (short.length === 0) return [];
  const directories = new Set(short.map(directoryOf));
  const others = new Map<string, string[]>();
  for (const path of paths) {
    const directory = directoryOf(path);
    if (!directories.has(directory) || SHORT.test(nameOf(path))) continue;
    const key = `${directory}/${firstOf(nameOf(path))}`;
    others.set(key, [...(others.get(key) ?? []), path]);
  }
  return short.flatMap((path) => {
    const key = `${directoryOf(path)}/${firstOf(nameOf(path))}`;
    const kept = others.get(key)?.find((other) => !(inMirror.has(path) && inMirror.has(other)));
    return kept === undefined ? [] : [{ path, kept }];
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** As in the short name of a name. */
function firstOf(name: string): string {
  const first = name.replace(/^[ .]+/, "").charAt(0);
  return /[[\];,+=\x80-\xff]/.test(first) ? "_" : first.toUpperCase();
}
