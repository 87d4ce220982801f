import type { ChildProcess } from "node:child_process";
import { SureError, systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import type { Kind } from "../format/node.ts";
import { childProcessModule } from "../late.ts";
import { type Directory, directoryAt, type PlacedName, placedIn, ROOT } from "./directory.ts";
import type { MetadataEntry, MetadataOptions } from "./entry.ts";
import type { Fingerprint } from "./fingerprint.ts";

export interface ListedEntry extends MetadataEntry {
  /** The number of names of a file. */
  readonly links: number;
}

const KINDS: { readonly [letter: string]: Kind } = {
  d: "dir",
  f: "file",
  l: "lnk",
  p: "fifo",
  s: "sock",
  c: "chr",
  b: "blk",
};

/**
 * Each entry is `LETTER MODE UID GID SIZE MTIME INO LINKS DEPTH NAME NUL TARGET NUL`. Only files have a size and a time here. A
 * directory comes before its content, so depths and names are enough: the paths of a deep tree can be longer than any disk.
 */
const FIND = [
  [".", "-xdev"],
  ["(", "-type", "f", "-printf", "f %m %U %G %s %T@ %i %n %d %f\\0\\0", ")"],
  ["-o", "(", "-type", "l", "-printf", "l 0 %U %G 0 0 0 %n %d %f\\0%l\\0", ")"],
  ["-o", "-printf", "%y %m %U %G 0 0 0 %n %d %f\\0\\0"],
].flat();

/** A name has at most 255 bytes on nearly all file systems, and a target of a link 4,096. */
const LONGEST_RECORD = 1 << 20;

/** The maximum part of the listing that waits in memory while the revision is read. */
const MOST_WAITING = 1 << 26;

/** The entries of a live tree, by find(1): one walk that reads no content. It starts at once, and is read later. */
export class Listing {
  readonly #child: ChildProcess;
  readonly #chunks: string[] = [];
  #waiting = 0;
  #wake: () => void = () => {};
  #end: { readonly error: unknown; readonly status: number | null } | null = null;
  #said = "";
  readonly #signal: AbortSignal | undefined;
  readonly #abort = (): void => {
    this.stop();
    this.#ended(this.#signal?.reason, null);
  };

  /**
   * @param directory the root of the tree, by its open descriptor
   * @param signal ends `read` with its reason
   */
  constructor(directory: string, signal: AbortSignal | undefined) {
    this.#signal = signal;
    const child = childProcessModule().spawn("find", FIND, {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    this.#child = child;
    child.stdout.setEncoding("latin1").on("data", (chunk: string) => {
      this.#chunks.push(chunk);
      this.#waiting += chunk.length;
      if (this.#waiting > MOST_WAITING) child.stdout.pause();
      this.#wake();
    });
    child.stderr.setEncoding("utf8").on("data", (said: string) => {
      if (this.#said.length < 4096) this.#said += said;
    });
    child.on("error", (error) => this.#ended(error, null));
    child.on("close", (status) => this.#ended(null, status));
    signal?.addEventListener("abort", this.#abort);
  }

  #ended(error: unknown, status: number | null): void {
    this.#end ??= { error, status };
    this.#wake();
  }

  /** The entries that find could not read; empty: none. Only valid at the end. */
  get problems(): string {
    return this.#end?.status === 0 ? "" : this.#said.trim() || "find did not end by itself";
  }

  /**
   * @param fingerprint makes the ids
   * @throws SureError `unsupported` when find is not installed
   */
  async read(options: MetadataOptions, fingerprint: Fingerprint, take: (entry: ListedEntry) => void): Promise<void> {
    const places = new Places(fingerprint);
    let rest = "";
    for (;;) {
      this.#signal?.throwIfAborted();
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#waiting -= chunk.length;
        if (this.#waiting <= MOST_WAITING) this.#child.stdout?.resume();
        const text = rest + chunk;
        rest = text.slice(parseListing(text, options, places, take));
        if (rest.length > LONGEST_RECORD) throw new Error("the output of find is not a list of entries");
      } else if (this.#end !== null) {
        const { error } = this.#end;
        if (systemCode(error) === "ENOENT")
          throw new SureError("unsupported", "this comparison requires find, which is not installed");
        if (error !== null) throw error;
        return;
      } else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  stop(): void {
    this.#signal?.removeEventListener("abort", this.#abort);
    if (this.#end === null) this.#child.kill("SIGKILL");
  }
}

/** Of a time, find prints the seconds rounded down, and the rest: -0.5 as `-1.5000000000`. */
const RECORD = /([a-zA-Z]) (\d+) (\d+) (\d+) (\d+) (-?\d+)(?:\.\d+)? (\d+) (\d+) (\d+) ([^\0]*)\0([^\0]*)\0/y;

/** @returns the index behind the entries that are complete in the text */
function parseListing(
  text: string,
  options: MetadataOptions,
  places: Places,
  take: (entry: ListedEntry) => void,
): number {
  let end = 0;
  for (;;) {
    RECORD.lastIndex = end;
    const record = RECORD.exec(text);
    if (record === null) return end;
    take(entryOf(record, options, places));
    end = RECORD.lastIndex;
  }
}

/** Where the walk of find is. */
class Places {
  readonly #fingerprint: Fingerprint;
  readonly #directories: Directory[] = [];

  constructor(fingerprint: Fingerprint) {
    this.#fingerprint = fingerprint;
  }

  /** @param depth the number of directories above the entry */
  next(depth: number, name: ByteString, isDirectory: boolean): PlacedName {
    this.#directories.length = Math.min(depth, this.#directories.length);
    const above = this.#directories.at(-1);
    if (this.#directories.length !== depth) throw new Error("the output of find is not in the order of a tree");
    const place = above === undefined ? ROOT : placedIn(above, escapeName(name), this.#fingerprint);
    if (isDirectory) this.#directories.push(directoryAt(place));
    return place;
  }
}

function entryOf(record: RegExpExecArray, { ignored, window }: MetadataOptions, places: Places): ListedEntry {
  const [, letter = "", mode = "", uid = "", gid = "", size = "", seconds = "", ...rest] = record;
  const [ino = "", links = "", depth = "", name = "", target = ""] = rest;
  const kind = KINDS[letter];
  if (kind === undefined) throw new Error(`find printed an unknown kind of entry: ${JSON.stringify(letter)}`);
  const isFile = kind === "file";
  return {
    ...places.next(Number(depth), name, kind === "dir"),
    kind,
    perm: kind === "lnk" || ignored.has("perm") ? "" : String(Number.parseInt(mode, 8)),
    uid: ignored.has("uid") ? "" : uid,
    gid: ignored.has("gid") ? "" : gid,
    size: isFile ? size : "",
    mtime: isFile && !ignored.has("mtime") ? inWindow(seconds, window) : "",
    targ: kind === "lnk" ? escapeName(target) : "",
    ino: isFile ? Number(ino) : Number.NaN,
    links: Number(links),
  };
}

export function inWindow(seconds: string, window: number): string {
  return window === 1 ? seconds : String(Math.floor(Number(seconds) / window));
}
