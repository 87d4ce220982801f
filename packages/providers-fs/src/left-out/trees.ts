import { type Command, query } from "@rdump/core/provider";

/**
 * The limits of rsync for deep trees. rsync 3.5.0 opens no directory of more than 1,023 levels ("Cannot allocate
 * memory"), and no rsync sends a path of 4,096 bytes. Where it fails, it deletes nothing in the mirror at all.
 */
export const MOST_LEVELS = 900;
/** In bytes, so that the names in such a directory still fit. */
export const LONGEST_DIRECTORY = 3600;

/** A directory tree that rsync cannot copy. */
export interface DeepTree {
  /** From the tree's root, one character for each byte. */
  readonly path: string;
  readonly uid: number;
}

/** The time limit of this query in seconds: it reads every directory of the tree. */
const ANSWER = 2 * 3600;

export interface Searched {
  readonly from: string;
  readonly mounted: boolean;
  readonly root: boolean;
}

/**
 * Finds the trees that rsync cannot copy: the first directory on the way that is too deep. `find` works by descriptors, so
 * no path is too long for it. In the C locale each byte is a character of the expression.
 */
export function findTreesCommand({ from, mounted, root }: Searched): Command {
  const tooLong = `\\./.{${LONGEST_DIRECTORY},}`;
  const tooDeep = `([^/]*/){${MOST_LEVELS + 1},}[^/]*`;
  const argv = ["find", ".", "-xdev", "-mindepth", "1", "-regextype", "posix-extended", "-type", "d"] as const;
  const which = ["(", "-regex", tooLong, "-o", "-regex", tooDeep, ")", "-prune", "-printf", "%U %P\\0"];
  return query([...argv, ...which], { cwd: from, mounted, root, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** Lines that `find` does not print are ignored. */
export function parseTrees(stdout: Buffer): readonly DeepTree[] {
  const trees: DeepTree[] = [];
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, uid = "", path = ""] = /^(\d+) (.+)$/s.exec(entry) ?? [];
    if (path !== "") trees.push({ path, uid: Number(uid) });
  }
  return trees;
}
