import type { Exclude, ExcludePart } from "../../model/exclude.ts";
import { nameMatches } from "./name-match.ts";
import { matchesEverything } from "./parse.ts";

/** Whether an exclude leaves out a path from the volume's root: it matches the path, or a directory above it. */
export function leavesOut({ parts }: Exclude, path: string): boolean {
  let reached = startOf(parts);
  for (const name of path.split("/")) {
    reached = after(parts, reached, name);
    if (reached.has(parts.length)) return true;
  }
  return false;
}

/**
 * The exclude relative to a directory of the volume. None: it matches nothing in the directory. Several: with `**`,
 * different parts can already be matched. `all`: it matches the directory or everything in it.
 */
export function excludeWithin({ text, parts }: Exclude, directory: string): readonly Exclude[] | "all" {
  let reached = startOf(parts);
  for (const name of directory.split("/")) {
    reached = after(parts, reached, name);
    if (reached.has(parts.length)) return "all";
  }
  const open = [...reached].filter((at) => parts[at - 1]?.kind !== "directories" || !reached.has(at - 1));
  const within = open.sort((a, b) => a - b).map((at) => ({ text, parts: parts.slice(at) }));
  return within.some((each) => matchesEverything(each.parts)) ? "all" : within;
}

/** The number of parts that can already be matched: a `**` can match no name. */
function startOf(parts: readonly ExcludePart[]): ReadonlySet<number> {
  return withPassed(parts, [0]);
}

function after(parts: readonly ExcludePart[], reached: ReadonlySet<number>, name: string): ReadonlySet<number> {
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
