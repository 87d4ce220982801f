/**
 * The format of a listing whose every line is one entry: the id of the archive, the type, the path, and the target of a link
 * or a hard link.
 */
export const ITEM_FORMAT = "{archiveid} {type}{bpath!a} {source!a}{NL}";

/** The same with the modification time. */
export const NAMED_ITEM_FORMAT = "{archiveid} {type}{bpath!a} {source!a} {isomtime}{NL}";

const TEXT = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const LINE = new RegExp(`^(.)${TEXT} ${TEXT}(?: (\\S+))?$`);

/** One line of such a listing. */
export interface Item {
  readonly type: string;
  /** As Python prints it in ASCII, with its quotes. */
  readonly path: string;
  /** The same; empty without a target. */
  readonly source: string;
  /** In ISO format without a time zone, in UTC; undefined: the listing has no times. */
  readonly time: string | undefined;
}

/** The items of one archive. A name can belong to another archive than when it was looked up. */
export class Items {
  readonly #prefix: string;
  readonly #take: (item: Item | null) => void;
  /** What the listing says about the name: null until the first line. */
  isOther: boolean | null = null;

  /** @param id of the expected archive; `take` gets each of its items, and null for a line that cannot be read */
  constructor(id: string, take: (item: Item | null) => void) {
    this.#prefix = `${id} `;
    this.#take = take;
  }

  line(line: Buffer): void {
    const text = line.toString("latin1");
    const isOther = !text.startsWith(this.#prefix);
    this.isOther = this.isOther === true || isOther;
    if (!isOther) this.#take(parseItem(text.slice(this.#prefix.length)));
  }
}

/** Null: the text is no item. */
export function parseItem(text: string): Item | null {
  const [, type, path, source, time] = LINE.exec(text) ?? [];
  return type === undefined || path === undefined || source === undefined ? null : { type, path, source, time };
}

/** Memory for symbolic links, in bytes: for some million names. */
const MOST_KEPT = 256 * 1024 * 1024;

/**
 * Looks for entries that borg would extract outside of the destination. borg 1.2 refuses only a path that begins with `/` or
 * `../`, follows links that it has extracted, and makes a link again where an entry is a hard link to a symbolic link. borg
 * never makes such entries of a file system; somebody who can write to the repository can.
 */
export class Outside {
  readonly #links = new Links();
  readonly #most: number;
  /** The first such entry, as a sentence; null: there is none. */
  found: string | null = null;

  constructor(most = MOST_KEPT) {
    this.#most = most;
  }

  /** @param item null: it cannot be read */
  take(item: Item | null): void {
    if (this.found !== null) return;
    if (item === null) {
      this.found = "An entry cannot be read";
      return;
    }
    const { type, path, source } = item;
    const [at, target] = [plain(path), plain(source)];
    const isHardLink = type !== "l" && target !== "";
    this.found = this.#why(at) ?? (isHardLink ? this.#why(target) : null);
    if (type === "l" || (isHardLink && this.#isLink(namesIn(target)))) this.#keep(namesIn(at));
  }

  #isLink(names: readonly string[]): boolean {
    return this.#links.firstOn(names) === names.length;
  }

  #keep(names: readonly string[]): void {
    this.#links.add(names);
    if (this.#links.bytes > this.#most)
      this.found ??= `rdump can check only the first ${this.#links.count} symbolic links`;
  }

  #why(path: string): string | null {
    if (path.startsWith("/") || path.split("/").includes("..")) return `${path} is not below the root of the volume`;
    const names = namesIn(path);
    const link = this.#links.firstOn(names.slice(0, -1));
    return link === null ? null : `${path} is below the symbolic link ${names.slice(0, link).join("/")}`;
  }
}

/** Memory for one name besides its text. */
const OVERHEAD = 250;

interface Name {
  isLink: boolean;
  below: Map<string, Name> | null;
}

/** Symbolic links by the names of their paths: a user can make very many with one very long path above them. */
class Links {
  readonly #root: Name = { isLink: false, below: null };
  count = 0;
  /** The memory that they use. */
  bytes = 0;

  add(names: readonly string[]): void {
    let at = this.#root;
    for (const name of names) {
      at.below ??= new Map();
      let next = at.below.get(name);
      if (next === undefined) {
        next = { isLink: false, below: null };
        // A copy: a part of a text keeps the whole text in memory.
        at.below.set(Buffer.from(name, "latin1").toString("latin1"), next);
        this.bytes += name.length + OVERHEAD;
      }
      at = next;
    }
    at.isLink = true;
    this.count++;
  }

  /** The number of names down to the first link on a path; null: there is none. */
  firstOn(names: readonly string[]): number | null {
    let at: Name | undefined = this.#root;
    for (const [index, name] of names.entries()) {
      at = at.below?.get(name);
      if (at === undefined) return null;
      if (at.isLink) return index + 1;
    }
    return null;
  }
}

/** The system takes `a//b` and `./a/./b` for `a/b`. */
function namesIn(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

/** As Python prints it in ASCII, but a quote always without a backslash: its escape depends on the rest of the text. */
function plain(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\(.)/g, (pair, character) => (character === "'" ? "'" : pair));
}
