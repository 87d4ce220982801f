/** The format of a listing whose every line is one entry: type, path, and the target of a link or a hard link. */
export const ITEM_FORMAT = "{type}{bpath!a} {source!a}{NL}";

/** The same with the modification time. */
export const NAMED_ITEM_FORMAT = "{type}{bpath!a} {source!a} {isomtime}{NL}";

const TEXT = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
export const LINE = new RegExp(`^(.)${TEXT} ${TEXT}(?: (\\S+))?$`);

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

  take(line: Buffer): void {
    if (this.found !== null) return;
    const [, type, path, source] = LINE.exec(line.toString("latin1")) ?? [];
    if (type === undefined || path === undefined || source === undefined) {
      this.found = "An entry cannot be read";
      return;
    }
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
