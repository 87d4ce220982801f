import { boundedText, fieldsOf, nameLines, parseJson } from "@rdump/core/provider";
import { Chain, type Entry } from "./chain.ts";
import { comparable, type LiveEntries } from "./live.ts";

/** As `find` names them. */
const KINDS: { readonly [type: string]: string } = {
  file: "f",
  dir: "d",
  symlink: "l",
  dev: "b",
  chardev: "c",
  fifo: "p",
  socket: "s",
};
/** In the mode of a file of Go. */
const GO_STICKY = 0x100000;
const MOST_NAMED = 10;

/** Compares the foreign entries of a snapshot, from its list, with those of the tree. */
export class ListedEntries {
  readonly #live: LiveEntries;
  readonly #chain: Chain;
  readonly #id: string | null;
  readonly #named: string[] = [];
  /** The number of entries that the tree does not have. */
  count = 0;
  /** Why the list cannot be compared; null: it can. */
  fault: string | null = null;

  /** `root`: the entry of the root, which the list does not have. `id`: the first digits of that of the snapshot. */
  constructor(live: LiveEntries, root: Entry, id: string | null, caller: number) {
    this.#live = live;
    this.#id = id;
    this.#chain = new Chain(caller);
    this.#chain.isForeign(root);
  }

  take(line: Buffer): void {
    const fields = fieldsOf(parseJson(line.toString("utf8")));
    if (fields.struct_type === "snapshot" || fields.message_type === "snapshot") {
      const isNew = this.#id !== null && typeof fields.id === "string" && fields.id.startsWith(this.#id);
      if (!isNew) this.fault ??= "restic listed another snapshot";
      return;
    }
    const entry = entryOf(fields);
    const isForeign = entry === null ? null : this.#chain.isForeign(entry);
    if (entry === null || isForeign === null)
      this.fault ??= "restic listed an entry in a form that rdump does not know";
    else if (isForeign && !this.#live.has(entry)) this.#add(entry.path);
  }

  #add(path: string): void {
    this.count++;
    if (this.#named.length < MOST_NAMED) this.#named.push(path);
  }

  /** The first paths, a line for each. */
  get lines(): string {
    const names = this.#named.map((path) => boundedText(path));
    return nameLines(names, this.count);
  }
}

/** Of a time in ISO 8601, with up to nine digits of a fraction. */
function secondsOf(text: string): Pick<Entry, "mtime" | "fraction"> {
  const mtime = Math.floor(Date.parse(text) / 1000);
  const digits = /:\d\d\.(\d{1,9})/.exec(text)?.[1] ?? "";
  return { mtime, fraction: digits.padEnd(9, "0") };
}

/** restic leaves out a size of 0, and the mode of a file that has no permissions. */
function entryOf({ path, type, uid, gid, mode = 0, size, mtime }: ReturnType<typeof fieldsOf>): Entry | null {
  const kind = typeof type === "string" ? (KINDS[type] ?? "?") : null;
  if (kind === null || typeof path !== "string" || !path.startsWith("/") || typeof mtime !== "string") return null;
  if (typeof uid !== "number" || typeof gid !== "number" || typeof mode !== "number") return null;
  return {
    ...{ path: comparable(path.slice(1)), kind, uid, gid, size: kind === "f" && typeof size === "number" ? size : 0 },
    mode: (mode & 0o777) | ((mode & GO_STICKY) === 0 ? 0 : 0o1000),
    ...secondsOf(mtime),
  };
}
