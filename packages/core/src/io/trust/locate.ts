import type { Stats } from "node:fs";
import { lstat, readlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Flaw, flawOf, isOpenToOthers, isOwned } from "./standing.ts";

/** The first component of a path that others can change, as it was found. */
export interface Breach {
  readonly path: string;
  /** `above`: a directory of the path. */
  readonly what: "file" | "directory" | "above" | "link";
  readonly flaw: Flaw;
  readonly uid: number;
  /** Permission bits. */
  readonly mode: number;
}

/**
 * Where a path leads. `there`: `path` has no links left in it, and only root and the caller can change or replace
 * what it names. `absent`: nothing is there; when `open`, others can put something there.
 */
export type Located =
  | { readonly state: "there"; readonly path: string; readonly stat: Stats }
  | { readonly state: "absent"; readonly path: string; readonly open: boolean }
  | { readonly state: "breach"; readonly breach: Breach };

const MOST_LINKS = 40;

/**
 * Follows an absolute path from the root, one component after the other, and stops at the first that others can replace.
 *
 * What is found stays true without holding it open: an entry of a directory that was found sound can be replaced only by
 * root and the caller, so when the next component is looked at, the ones before it are still the same.
 *
 * @param user the caller, who is trusted beside root
 * @throws Node's error for everything but ENOENT: EACCES, ENOTDIR, ELOOP
 */
export async function locate(path: string, user: number): Promise<Located> {
  const root = { path: "/", stat: await lstat("/") };
  const left = path.split("/");
  let at: { readonly path: string; readonly stat: Stats } = root;
  let links = 0;
  for (;;) {
    const name = left.shift();
    if (name === undefined) return ended(at, user);
    if (name === "" || name === ".") continue;
    const flaw = flawAbove(at.stat, user);
    if (flaw !== null) return breachAt(at, "above", flaw);
    if (name === "..") {
      const above = dirname(at.path);
      at = { path: above, stat: await lstat(above) };
      continue;
    }
    const next = join(at.path, name);
    const stat = await lstatOrNull(next);
    if (stat === null) return { state: "absent", path: next, open: isOpenToOthers(at.stat) };
    if (!stat.isSymbolicLink()) {
      if (isOpenToOthers(at.stat) && !isOwned(stat, user)) return breachAt({ path: next, stat }, whatIs(stat), "owner");
      if (isForeignName(at.stat, stat)) return breachAt({ path: next, stat }, "file", "linked");
      at = { path: next, stat };
      continue;
    }
    // A link cannot be written to: its owner matters only where its directory lets that user replace it.
    if (isOpenToOthers(at.stat) && !isOwned(stat, user)) return breachAt({ path: next, stat }, "link", "owner");
    if (++links > MOST_LINKS) throw Object.assign(new Error(`ELOOP: ${path}`), { code: "ELOOP", syscall: "open" });
    const target = await readlink(next);
    if (target.startsWith("/")) at = root;
    left.unshift(...target.split("/"));
  }
}

function ended(at: { readonly path: string; readonly stat: Stats }, user: number): Located {
  const flaw = flawOf(at.stat, user);
  return flaw === null ? { state: "there", ...at } : breachAt(at, whatIs(at.stat), flaw);
}

/** In a sticky directory, such as /tmp, only the owner of an entry can replace it; so the entry's owner must be trusted. */
function flawAbove(stat: Stats, user: number): Flaw | null {
  const flaw = flawOf(stat, user);
  const isSticky = (stat.mode & 0o1000) !== 0;
  return flaw === "writable" && isSticky ? null : flaw;
}

/** Where every user can write and hard links are not protected, every user can give a foreign file another name. */
function isForeignName(above: Stats, stat: Stats): boolean {
  return (above.mode & 0o002) !== 0 && stat.isFile() && stat.nlink > 1;
}

function whatIs(stat: Stats): "file" | "directory" {
  return stat.isDirectory() ? "directory" : "file";
}

function breachAt(
  { path, stat }: { readonly path: string; readonly stat: Stats },
  what: Breach["what"],
  flaw: Flaw,
): Located {
  return { state: "breach", breach: { path, what, flaw, uid: stat.uid, mode: stat.mode & 0o7777 } };
}

async function lstatOrNull(path: string): Promise<Stats | null> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
