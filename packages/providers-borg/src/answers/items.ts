/** The format of a listing whose every line is one entry: type, path, and the target of a link or a hard link. */
export const ITEM_FORMAT = "{type}{bpath!a} {source!a}{NL}";

/** The same with the modification time. */
export const NAMED_ITEM_FORMAT = "{type}{bpath!a} {source!a} {isomtime}{NL}";

const TEXT = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
export const LINE = new RegExp(`^(.)${TEXT} ${TEXT}(?: (\\S+))?$`);

/** Memory for the paths of symbolic links, in bytes: for some two million links. */
const MOST_KEPT = 256 * 1024 * 1024;

/** Memory for one path besides its text. */
const OVERHEAD = 64;

/**
 * Looks for entries that borg would extract outside of the destination. borg 1.2 refuses only a path that begins with `/` or
 * `../`, follows links that it has extracted, and makes a link again where an entry is a hard link to a symbolic link. borg
 * never makes such entries of a file system; somebody who can write to the repository can.
 */
export class Outside {
  readonly #links = new Set<string>();
  readonly #most: number;
  #kept = 0;
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
    if (type === "l" || (isHardLink && this.#links.has(resolved(target)))) this.#keep(resolved(at));
  }

  #keep(link: string): void {
    this.#links.add(link);
    this.#kept += link.length + OVERHEAD;
    if (this.#kept > this.#most) this.found ??= `rdump can check only the first ${this.#links.size} symbolic links`;
  }

  #why(path: string): string | null {
    if (path.startsWith("/") || path.split("/").includes("..")) return `${path} is not below the root of the volume`;
    const names = namesIn(path);
    const above = names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
    const link = above.find((each) => this.#links.has(each));
    return link === undefined ? null : `${path} is below the symbolic link ${link}`;
  }
}

/** The system takes `a//b` and `./a/./b` for `a/b`. */
function namesIn(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

function resolved(path: string): string {
  return namesIn(path).join("/");
}

/** As Python prints it in ASCII, but a quote always without a backslash: its escape depends on the rest of the text. */
function plain(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\(.)/g, (pair, character) => (character === "'" ? "'" : pair));
}
