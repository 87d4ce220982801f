import { fieldsOf, parseJson } from "@rdump/core/provider";

/** Memory for the paths of symbolic links, in bytes: for some two million links. */
const MOST_KEPT = 256 * 1024 * 1024;

/** Memory for one path besides its text. */
const OVERHEAD = 64;

/**
 * Looks for a symbolic link and another entry with the same path in a list of restic. restic 0.14 makes the link, and then
 * writes an empty file, or sets attributes, through the link. restic never makes such a list of a file system; somebody with
 * the passphrase can. restic may list the two in any order, but a directory's entries of one name follow each other.
 */
export class Duplicates {
  readonly #links = new Set<string>();
  readonly #most: number;
  /** By the number of names in a path: the last path. */
  readonly #last: string[] = [];
  #kept = 0;
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
    if (isRepeated || this.#links.has(path)) this.found = `${path} is a symbolic link and another entry`;
    this.#last[depth] = path;
    if (isLink) this.#keep(path);
  }

  #keep(link: string): void {
    this.#links.add(link);
    this.#kept += link.length + OVERHEAD;
    if (this.#kept > this.#most) this.found ??= `rdump can check only the first ${this.#links.size} symbolic links`;
  }
}
