import { type Command, query } from "@rdump/core/provider";
import type { Difference } from "./differences.ts";

const ANSWER = 2 * 3600;

/** The entries of a tree that have several names: files, and also links, FIFOs, sockets and devices. */
export function findLinkedCommand(place: Pick<Command, "cwd" | "mounted" | "root">): Command {
  const argv = ["find", ".", "-xdev", "!", "-type", "d", "-links", "+1", "-printf", "%y%i %P\\0"] as const;
  return query(argv, { ...place, env: { LC_ALL: "C" }, timeout: ANSWER });
}

export interface MergedLinks {
  readonly differences: readonly Difference[];
  /** Those of them that are no regular files. */
  readonly others: readonly string[];
}

/**
 * The names that are one file in the mirror and different files in the source: rsync never separates them, and its dry run
 * does not see them while their content and attributes are the same. `mountPoints`: what the mirror has there is not compared.
 */
export function mergedLinks(source: Buffer, mirror: Buffer, mountPoints: readonly string[]): MergedLinks {
  const inSource = parseLinked(source);
  const groups = new Map<string, string[]>();
  for (const [path, inode] of parseLinked(mirror)) {
    if (mountPoints.some((point) => path.startsWith(`${point}/`))) continue;
    const group = groups.get(inode);
    if (group === undefined) groups.set(inode, [path]);
    else group.push(path);
  }
  const isMerged = (paths: readonly string[]) => new Set(paths.map((path) => inSource.get(path) ?? path)).size > 1;
  const merged = [...groups].filter(([, paths]) => isMerged(paths));
  return {
    differences: merged.flatMap(([, paths]) =>
      paths.map((path): Difference => ({ path, kind: "other", attributes: ["hard link"] })),
    ),
    others: merged.flatMap(([inode, paths]) => (inode.startsWith("f") ? [] : paths)),
  };
}

/** The kind and the inode by path; one character for each byte. */
function parseLinked(stdout: Buffer): ReadonlyMap<string, string> {
  const inodes = new Map<string, string>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, inode = "", path = ""] = /^([a-z]\d+) (.+)$/s.exec(entry) ?? [];
    if (path !== "") inodes.set(path, inode);
  }
  return inodes;
}
