import { type Command, query } from "@rdump/core/provider";
import { LOST_AND_FOUND, MARK_NAME } from "./mark.ts";

const ANSWER = 24 * 3600;

/**
 * Entries of a complete mirror whose inode changed after its mark was written, which no run did. The mark must be there:
 * its own time is compared with.
 */
export function touchedCommand(path: string, root: Command["root"]): Command {
  const own = ["!", "-path", `./${MARK_NAME}`, "!", "-path", `./${LOST_AND_FOUND}`] as const;
  const which = ["-mindepth", "1", "-cnewer", `./${MARK_NAME}`, ...own] as const;
  const argv = ["find", ".", "-xdev", ...which, "-printf", "%y %P\\0"] as const;
  return query(argv, { cwd: path, root, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** The kind as a letter of find (`f`, `d`), by path; one character for each byte. */
export function parseTouched(stdout: Buffer): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const path = entry.slice(2);
    if (path !== "") kinds.set(path, entry.charAt(0));
  }
  return kinds;
}
