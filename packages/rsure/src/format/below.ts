import type { EscapedName } from "./escape.ts";

/**
 * Twelve bytes for each four of PATH_MAX. A directory tree has no limit of depth: the paths of a thousand entries in it can
 * be larger than the memory.
 */
export const LONGEST = 16_384;

export const CUT = ".../";

/**
 * The path of a directory, with a slash at its end, by which entries in it are reported. In a path of more than 16,384
 * characters, `...` is in the place of all further directories.
 *
 * @param path of the directory above: "" or with a slash at its end
 */
export function pathBelow(path: EscapedName, name: EscapedName): EscapedName {
  if (path.length <= LONGEST) return `${path}${name}/`;
  return path.endsWith(CUT) ? path : path + CUT;
}

/** Whether `...` is in the path of an entry in the place of directories. */
export function isCut(path: EscapedName): boolean {
  const end = path.lastIndexOf("/") + 1;
  return end > LONGEST + CUT.length && path.slice(0, end).endsWith(`/${CUT}`);
}
