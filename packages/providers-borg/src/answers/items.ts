/** The format of a listing whose every line is one entry: type, path, and the target of a link or a hard link. */
export const ITEM_FORMAT = "{type}{bpath!a} {source!a}{NL}";

/** The same with the modification time. */
export const NAMED_ITEM_FORMAT = "{type}{bpath!a} {source!a} {isomtime}{NL}";

const TEXT = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
export const LINE = new RegExp(`^(.)${TEXT} ${TEXT}(?: (\\S+))?$`);

/**
 * Looks for entries that borg would extract outside of the destination. borg 1.2 refuses only a path that begins with `/` or
 * `../`, and follows links that it has extracted. borg never makes such entries of a file system; somebody who can write to
 * the repository can.
 */
export class Outside {
  readonly #links = new Set<string>();
  /** The first such entry, as a sentence; null: there is none. */
  found: string | null = null;

  take(line: Buffer): void {
    if (this.found !== null) return;
    const [, type, path, source] = LINE.exec(line.toString("latin1")) ?? [];
    if (type === undefined || path === undefined || source === undefined) {
      this.found = "An entry cannot be read";
      return;
    }
    const [at, target] = [plain(path), plain(source)];
    this.found = this.#why(at) ?? (type === "l" || target === "" ? null : this.#why(target));
    if (type === "l") this.#links.add(at);
  }

  #why(path: string): string | null {
    const names = path.split("/");
    if (path.startsWith("/") || names.includes("..")) return `${path} is not below the root of the volume`;
    const above = names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
    const link = above.find((each) => this.#links.has(each));
    return link === undefined ? null : `${path} is below the symbolic link ${link}`;
  }
}

/** As Python prints it in ASCII, but a quote always without a backslash: its escape depends on the rest of the text. */
function plain(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\(.)/g, (pair, character) => (character === "'" ? "'" : pair));
}
