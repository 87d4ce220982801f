import { closeSync, constants, fstatSync, openSync, readFileSync, readlinkSync } from "node:fs";
import { resolve } from "node:path";
import { isUnsafeType, parseMountinfo } from "./mountinfo.ts";
import { mountOf } from "./users-mount.ts";

/** open(2): names a file without opening it. Node does not list it. */
const O_PATH = 0o10000000;
const MOST_LINKS = 40;

/**
 * The mode of what a path leads to, for a question of convenience that must never wait: null where nothing is there, and on
 * file systems that ask another process or machine (FUSE, NFS, autofs). A name in a local directory is opened by `O_PATH`,
 * which asks only that directory and triggers no automounter; the mount that it leads to is known before it is asked.
 */
export function modeWithoutWaiting(path: string): number | null {
  try {
    return modeOf(resolve(path));
  } catch {
    return null;
  }
}

function modeOf(path: string): number | null {
  const names = namesIn(path);
  let at = openSync("/", O_PATH);
  let links = 0;
  try {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const place = `/proc/self/fd/${at}/${name}`;
      const next = openSync(place, O_PATH | constants.O_NOFOLLOW);
      const facts = canBeAsked(next) ? fstatSync(next) : null;
      if (facts !== null && !facts.isSymbolicLink()) {
        closeSync(at);
        at = next;
        continue;
      }
      closeSync(next);
      if (facts === null || ++links > MOST_LINKS) return null;
      const target = readlinkSync(place);
      if (target.startsWith("/")) {
        closeSync(at);
        at = openSync("/", O_PATH);
      }
      names.unshift(...namesIn(target));
    }
    return fstatSync(at).mode;
  } finally {
    closeSync(at);
  }
}

/** The kernel says on which mount an open file is without asking the file system. A mount newer than the table is not asked. */
function canBeAsked(descriptor: number): boolean {
  const type = mountTypes().get(Number(mountOf(descriptor)));
  return type !== undefined && !isUnsafeType(type);
}

let known: ReadonlyMap<number, string> | null = null;

function mountTypes(): ReadonlyMap<number, string> {
  known ??= new Map(parseMountinfo(readFileSync("/proc/self/mountinfo")).map(({ id, type }) => [id, type]));
  return known;
}

function namesIn(path: string): string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}
