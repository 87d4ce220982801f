/** rsync drops a longer rule, says so, and exits with 0: tried with 3.5.0, where the limit is 4096. */
const LONGEST_RULE = 4000;

/**
 * A filter rule that leaves out exactly this path and so all below it; a path that is too long for a rule is left out with
 * the directory above it. `path` from the tree's root, one character for each byte.
 */
function leaveOutRule(path: string): string {
  const rule = `- /${literally(path)}`;
  const above = path.lastIndexOf("/");
  return rule.length <= LONGEST_RULE || above < 0 ? rule : leaveOutRule(path.slice(0, above));
}

/**
 * The content of the file that `--filter=merge FILE` reads with `--from0`: each rule ends with a NUL, so no name can end
 * one. `paths` are left out, after `rules`.
 */
export function leaveOutFile(rules: readonly string[], paths: readonly string[]): string {
  return [...new Set([...rules, ...paths.map(leaveOutRule)])].map((rule) => `${rule}\0`).join("");
}

/** Rules after which a copy neither replaces nor deletes what the destination has in this path. */
export function keptAsItIs(path: string): readonly string[] {
  const pattern = literalPattern(path);
  const above = path.lastIndexOf("/");
  if (pattern === null) return above < 0 ? [] : keptAsItIs(path.slice(0, above));
  return [`H ${pattern}`, `P ${pattern}`];
}

/** A pattern for exactly this path, and a wildcard behind it; null for one that is too long for a rule. */
export function literalPattern(path: string, wildcard = ""): string | null {
  const pattern = `/${wildcard === "" ? literally(path) : escaped(path)}${wildcard}`;
  return pattern.length > LONGEST_RULE - 2 ? null : pattern;
}

/** rsync takes a backslash as an escape only in a pattern that holds a wildcard; in any other it is itself. */
function literally(path: string): string {
  return /[*?[]/.test(path) ? escaped(path) : path;
}

function escaped(path: string): string {
  return path.replace(/[\\*?[]/g, "\\$&");
}
