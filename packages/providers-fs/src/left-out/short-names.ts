import type { Collision } from "./collisions.ts";
import { directoryOf, nameOf } from "./paths.ts";

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
  // By directory and first character: the first name of all, and the first one that the mirror does not have.
  const others = new Map<string, { readonly any: string; isNew: string | undefined }>();
  const keyOf = (path: string) => `${directoryOf(path)}/${firstOf(nameOf(path))}`;
  for (const path of paths) {
    if (!directories.has(directoryOf(path)) || SHORT.test(nameOf(path))) continue;
    const isNew = inMirror.has(path) ? undefined : path;
    const known = others.get(keyOf(path));
    if (known === undefined) others.set(keyOf(path), { any: path, isNew });
    else known.isNew ??= isNew;
  }
  return short.flatMap((path) => {
    const other = others.get(keyOf(path));
    const kept = inMirror.has(path) ? other?.isNew : other?.any;
    return kept === undefined ? [] : [{ path, kept }];
  });
}

/** As in the short name of a name. */
function firstOf(name: string): string {
  const first = name.replace(/^[ .]+/, "").charAt(0);
  return /[[\];,+=\x80-\xff]/.test(first) ? "_" : first.toUpperCase();
}
