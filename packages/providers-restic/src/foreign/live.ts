import { type Command, effectiveUser, query } from "@rdump/core/provider";
import { shortDigest } from "../answers/items.ts";
import type { SnapshotSource } from "../commands.ts";
import { Chain, type Entry } from "./chain.ts";

type Searched = Pick<SnapshotSource, "path" | "mounted" | "root">;

/** In seconds. */
const ANSWER = 6 * 3600;

/** When the entries are compared. */
export const IF_OPEN = "if other users can replace directories of the source";

/** Finds one directory in which another user can replace entries. */
export function openDirectoryCommand(source: Searched): Command {
  const user = effectiveUser();
  const owned = ["!", "-uid", "0", ...(user === 0 ? [] : ["!", "-uid", String(user)])];
  return find(source, ["-type", "d", "(", ...owned, "-o", "-perm", "/022", ")", "-printf", "open", "-quit"]);
}

/** Lists all entries: each directory before its entries. */
export function entriesCommand(source: Searched): Command {
  return { ...find(source, ["-printf", "%y\\0%U\\0%G\\0%m\\0%s\\0%T@\\0%P\\0"]), condition: IF_OPEN };
}

/** It follows no link, also if a directory is replaced by a link while it works. */
function find({ path, mounted, root }: Searched, words: readonly string[]): Command {
  const place = { cwd: path, mounted, root: root ? ("read" as const) : false };
  return query(["find", ".", "-xdev", ...words], { ...place, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** More foreign entries would need too much memory. */
const MOST_KEPT = 1_000_000;
const FIELDS = 7;

/** The foreign entries of a tree, from the output of `entriesCommand`. */
export class LiveEntries {
  readonly #chain = new Chain(effectiveUser());
  readonly #since: number;
  readonly #most: number;
  readonly #kept = new Set<string>();
  #rest = Buffer.alloc(0);
  #fields: string[] = [];
  /** Not all of them could be read and kept. */
  isCut = false;
  /** The entry of the root; null: it was not listed. */
  root: Entry | null = null;

  /** `since`: changes of the content after this time are changes while restic read, in seconds since 1970. */
  constructor(since: number, most = MOST_KEPT) {
    this.#since = since;
    this.#most = most;
  }

  take(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#rest, chunk]);
    let begin = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, begin)) {
      this.#fields.push(bytes.toString("utf8", begin, end));
      if (this.#fields.length === FIELDS) this.#add(entryOf(this.#fields.splice(0)));
      begin = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(begin));
  }

  #add(entry: Entry): void {
    this.root ??= entry.path === "" ? entry : null;
    const isForeign = this.#chain.isForeign(entry);
    if (isForeign === false) return;
    if (isForeign === null || this.#kept.size >= this.#most) this.isCut = true;
    else this.#kept.add(entry.kind === "f" && entry.mtime >= this.#since ? changedKey(entry) : keyOf(entry));
  }

  /** The tree has this entry, or its content was changed since. */
  has(entry: Entry): boolean {
    return this.#kept.has(keyOf(entry)) || this.#kept.has(changedKey(entry));
  }
}

/** The permissions and the sticky bit. */
const MODE_BITS = 0o1777;

function entryOf(fields: readonly string[]): Entry {
  const [kind = "", uid, gid, mode = "", size, mtime = "", path = ""] = fields;
  return {
    ...{ path: comparable(path), kind, uid: Number(uid), gid: Number(gid), mode: Number.parseInt(mode, 8) & MODE_BITS },
    ...{ size: kind === "f" ? Number(size) : 0, ...secondsOf(mtime) },
  };
}

/** find prints the seconds rounded down, and a fraction with more digits than a number can hold: -0.5 as `-1.5000000000`. */
function secondsOf(text: string): Pick<Entry, "mtime" | "fraction"> {
  const [whole = "", fraction = ""] = text.split(".");
  return { mtime: Number(whole), fraction: fraction.slice(0, 9) };
}

/** The programs replace bytes that are not UTF-8, each in its own number of characters. */
export function comparable(path: string): string {
  return path.replace(/\uFFFD+/g, "\uFFFD");
}

function keyOf({ path, kind, uid, gid, mode, size, mtime, fraction }: Entry): string {
  // Entries of a directory come and go.
  const content = kind === "d" ? "" : `${mode} ${size} ${mtime}.${fraction}`;
  return shortDigest(`${kind} ${uid} ${gid} ${content} ${path}`);
}

function changedKey({ path, kind, uid, gid }: Entry): string {
  return shortDigest(`changed ${kind} ${uid} ${gid} ${path}`);
}
