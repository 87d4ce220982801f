import { type CharacterPiece, type Exclude, type ExcludePart, literalPath, type NamePiece } from "@rdump/core/provider";

/**
 * Excludes as borg's `--exclude` takes them, for an archive that is made from `.`: borg then matches against `a/b`,
 * without a leading `./`, and against `.` for the root itself, which no exclude may ever match.
 *
 * `pp:` is a literal path from the root, with all below. `re:` is Python's: it searches, in a text in which a byte that
 * is no UTF-8 is a character from U+DC80 to U+DCFF. borg does not descend into an excluded directory.
 */
export function borgPatterns(excludes: readonly Exclude[]): readonly string[] {
  return excludes.map(({ parts }) => patternOf(parts));
}

function patternOf(parts: readonly ExcludePart[]): string {
  const path = literalPath(parts);
  return path === null ? `re:${new Expression().of(parts)}` : `pp:${path}`;
}

/**
 * One expression. Everything up to the last `*` of a name, and up to the last `**` of a path, is matched as early as it
 * can be and never again: Python would otherwise try all ways to share the characters out, which takes hours with a few
 * `*` and a name that somebody chose for it. `(?=(...))\1` is what older Pythons have for that.
 */
class Expression {
  #groups = 0;

  of(parts: readonly ExcludePart[]): string {
    const [first, ...rest] = parts;
    if (first?.kind !== "directories") return `\\A${NOT_ROOT}${this.#path(parts)}\\Z`;
    return `(?:\\A${NOT_ROOT}|/)${this.#path(rest)}\\Z`;
  }

  #path(parts: readonly ExcludePart[]): string {
    const [head = [], ...blocks] = split(parts, (part) => part.kind === "directories");
    const start = this.#names(head);
    if (blocks.length === 0) return start;
    const last = blocks.length - 1;
    const tails = blocks.map((block, index) => {
      if (index === last) return `(?:[^/]+/)*${this.#names(block)}`;
      return this.#once(() => `(?:[^/]+/)*?${this.#names(block)}/`);
    });
    return `${start}/${tails.join("")}`;
  }

  #names(parts: readonly ExcludePart[]): string {
    return parts.map((part) => (part.kind === "name" ? this.#name(part.pieces) : "")).join("/");
  }

  #name(pieces: readonly NamePiece[]): string {
    const [head = [], ...blocks] = split(pieces, (piece) => piece.kind === "any");
    const last = blocks.length - 1;
    const tails = blocks.map((block, index) => {
      if (index === last) return `[^/]*${simple(block)}`;
      return this.#once(() => `[^/]*?${simple(block)}`);
    });
    return simple(head) + tails.join("");
  }

  #once(inner: () => string): string {
    const group = ++this.#groups;
    return `(?=(${inner()}))\\${group}`;
  }
}

const NOT_ROOT = "(?!\\.\\Z)";

function split<T>(items: readonly T[], isBetween: (item: T) => boolean): readonly (readonly T[])[] {
  const groups: T[][] = [[]];
  for (const item of items) {
    if (isBetween(item)) groups.push([]);
    else groups.at(-1)?.push(item);
  }
  return groups;
}

/** Pieces without `*`, matched literally. */
function simple(pieces: readonly NamePiece[]): string {
  return pieces
    .map((piece) => (piece.kind === "text" ? literal(piece.text) : piece.kind === "character" ? oneOf(piece) : ""))
    .join("");
}

function literal(text: string): string {
  return text.replace(/[\\.^$*+?{}[\]|()]/g, "\\$&");
}

function oneOf({ negated, ranges }: CharacterPiece): string {
  const members = ranges.map(({ from, to }) => (from === to ? member(from) : `${member(from)}-${member(to)}`)).join("");
  return negated ? `[^/${members}\\x80-\\U0010ffff]` : `[${members}]`;
}

/** Python warns of what could once be the syntax of sets of sets. */
function member(character: string): string {
  if (/[\\\]^[-]/.test(character)) return `\\${character}`;
  return /[&~|]/.test(character) ? `\\x${character.charCodeAt(0).toString(16)}` : character;
}
