import { createHash } from "node:crypto";
import { fieldsOf, parseJson } from "@rdump/core/provider";

/** Memory for the paths of symbolic links, in bytes: for some two million links. */
const MOST_KEPT = 256 * 1024 * 1024;

/** Memory for one path besides its text. */
const OVERHEAD = 64;

/** A longer path is kept as its digest: a user decides how long the paths are. */
const LONGEST_KEPT = 64;

/** Paths that differ only in their bytes, not in their text. */
const MOST_ALIKE = 1000;

/**
 * Looks for a symbolic link and another entry with the same path in a list of restic. restic 0.14 makes the link, and then
 * writes an empty file, or sets attributes, through the link. restic never makes such a list of a file system; somebody with
 * the passphrase can. restic may list the two in any order, but a directory's entries of one name follow each other.
 *
 * In JSON, all bytes that are not UTF-8 look the same: such paths are left to `SameBytes`.
 */
export class Duplicates {
  readonly #links = new Set<string>();
  readonly #most: number;
  /** By the number of names in a path: the last path. */
  readonly #last: string[] = [];
  #kept = 0;
  /** The paths of several entries that can differ in bytes that are not UTF-8. */
  readonly alike = new Set<string>();
  /** The first such entry, as a sentence; null: there is none. */
  found: string | null = null;

  constructor(most = MOST_KEPT) {
    this.#most = most;
  }

  take(line: Buffer): void {
    if (this.found !== null) return;
    const { struct_type, path, type } = fieldsOf(parseJson(line.toString("utf8")));
    if (struct_type === "snapshot") return;
    if (typeof path !== "string" || typeof type !== "string") {
      this.found = "An entry cannot be read";
      return;
    }
    this.#compare(path, type === "symlink");
  }

  #compare(path: string, isLink: boolean): void {
    const depth = path.split("/").length;
    const isRepeated = isLink && this.#last[depth] === path;
    const key = path.length <= LONGEST_KEPT ? path : shortDigest(path);
    if (isRepeated || this.#links.has(key)) this.#report(path);
    this.#last[depth] = path;
    if (isLink) this.#keep(key);
  }

  #report(path: string): void {
    const canDiffer = path.includes(NOT_UTF8) && !/[\n\r]/.test(path) && this.alike.size < MOST_ALIKE;
    if (canDiffer) this.alike.add(path);
    else this.found = `${path} ${TWICE}`;
  }

  #keep(link: string): void {
    this.#links.add(link);
    this.#kept += link.length + OVERHEAD;
    if (this.#kept > this.#most) this.found ??= `rdump can check only the first ${this.#links.size} symbolic links`;
  }
}

const NOT_UTF8 = "\uFFFD";
const TWICE = "is a symbolic link and another entry";

/** Compares paths that look alike in JSON by their bytes, in the plain list of the same entries. */
export class SameBytes {
  readonly #digests: ReadonlyMap<string, Set<string>>;
  #twice: string | null = null;

  constructor(alike: Iterable<string>) {
    this.#digests = new Map(Array.from(alike, (path) => [path, new Set<string>()] as const));
  }

  take(line: Buffer): void {
    const path = line.toString("utf8");
    const digests = this.#digests.get(path);
    if (digests === undefined) return;
    const before = digests.size;
    digests.add(shortDigest(line));
    if (digests.size === before) this.#twice ??= path;
  }

  /** The first path of two entries, as a sentence; null: there is none. */
  get found(): string | null {
    if (this.#twice !== null) return `${this.#twice} ${TWICE}`;
    const unlisted = [...this.#digests].find(([, { size }]) => size < 2);
    return unlisted === undefined ? null : `${unlisted[0]} can be a symbolic link and another entry`;
  }
}

/** 16 bytes, one character for each. */
export function shortDigest(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("binary").slice(0, 16);
}
