/**
 * The limits of borg for deep trees. borg 1.2.4 calls itself once for each directory level and ends with "maximum
 * recursion depth exceeded", and without an archive, at 980 levels; 975 are archived. Its `extract` makes no path that
 * the kernel does not take (4,096 bytes with the end), so what lies beyond cannot be restored.
 */
export const MOST_LEVELS = 900;
export const LONGEST_PATH = 4095;

/**
 * Excludes with one pattern all paths that borg cannot archive or restore: a user who makes such a tree must not
 * prevent the backup of others. borg checks the pattern before it touches the path.
 */
export const TOO_DEEP = `re:\\A(?:(?:[^/]+/){${MOST_LEVELS}}|(?s:.{${LONGEST_PATH + 1}}))`;

/** Whether borg left this path out for `TOO_DEEP`. As borg, it counts characters. */
export function isTooDeep(path: string): boolean {
  if (path.length > LONGEST_PATH && [...path].length > LONGEST_PATH) return true;
  let levels = 0;
  for (let at = path.indexOf("/"); at >= 0 && levels < MOST_LEVELS; at = path.indexOf("/", at + 1)) levels++;
  return levels >= MOST_LEVELS;
}
