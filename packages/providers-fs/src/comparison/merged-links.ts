import { type Command, query } from "@rdump/core/provider";
import type { Difference } from "./differences.ts";

const ANSWER = 2 * 3600;

/** The files of a tree that have several names. */
export function findLinkedCommand(place: Pick<Command, "cwd" | "mounted" | "root">): Command {
  const argv = ["find", ".", "-xdev", "-type", "f", "-links", "+1", "-printf", "%i %P\\0"] as const;
  return query(argv, { ...place, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/**
 * The names that are one file in the mirror and different files in the source: rsync never separates them, and its dry run
 * does not see them while their content and attributes are the same. `mountPoints`: what the mirror has there is not compared.
 */
export function mergedLinks(source: Buffer, mirror: Buffer, mountPoints: readonly string[]): readonly Difference[] {
  const inSource = parseLinked(source);
  const groups = new Map<string, string[]>();
  for (const [path, inode] of parseLinked(mirror)) {
    if (mountPoints.some((point) => path.startsWith(`${point}/`))) continue;
    const group = groups.get(inode);
    if (group === undefined) groups.set(inode, [path]);
    else group.push(path);
  }
  const isMerged = (paths: readonly string[]) => new Set(paths.map((path) => inSource.get(path) ?? path)).size > 1;
  return [...groups.values()]
    .filter(isMerged)
    .flatMap((paths) => paths.map((path): Difference => ({ path, kind: "other", attributes: ["hard link"] })));
}

/** The inode by path; one character for each byte. */
function parseLinked(stdout: Buffer): ReadonlyMap<string, string> {
  const inodes = new Map<string, string>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, inode = "", path = ""] = /^(\d+) (.+)$/s.exec(entry) ?? [];
    if (path !== "") inodes.set(path, inode);
  }
  return inodes;
}
