import type { Exclude, ExcludePart } from "./exclude.ts";
import { nameMatches } from "./exclude-name.ts";

/** Whether an exclude leaves out a path from the volume's root: it matches the path, or a directory above it. */
export function leavesOut({ parts }: Exclude, path: string): boolean {
  let reached = startOf(parts);
  for (const name of path.split("/")) {
    reached = after(parts, reached, name);
    if (reached.has(parts.length)) return true;
  }
  return false;
}

/** Whether one of the excludes leaves it out. */
export function isLeftOut(excludes: readonly Exclude[], path: string): boolean {
  return excludes.some((exclude) => leavesOut(exclude, path));
}

/** Whether the parts match a whole path from the volume's root. */
export function matchesPath(parts: readonly ExcludePart[], path: string): boolean {
  let reached = startOf(parts);
  for (const name of path.split("/")) reached = after(parts, reached, name);
  return reached.has(parts.length);
}

/** The number of parts that can already be matched: a `**` can match no name. */
export function startOf(parts: readonly ExcludePart[]): ReadonlySet<number> {
  return withPassed(parts, [0]);
}

/** The same behind one more name. */
export function after(parts: readonly ExcludePart[], reached: ReadonlySet<number>, name: string): ReadonlySet<number> {
  const next: number[] = [];
  for (const at of reached) {
    const part = parts[at];
    if (part?.kind === "directories") next.push(at);
    else if (part !== undefined && nameMatches(part.pieces, name)) next.push(at + 1);
  }
  return withPassed(parts, next);
}

function withPassed(parts: readonly ExcludePart[], reached: readonly number[]): ReadonlySet<number> {
  return new Set(reached.flatMap((at) => (parts[at]?.kind === "directories" ? [at, at + 1] : [at])));
}
