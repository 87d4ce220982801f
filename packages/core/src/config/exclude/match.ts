import type { Exclude } from "../../model/exclude.ts";
import { after, startOf } from "../../model/exclude-match.ts";
import { matchesEverything } from "./parse.ts";

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
