import type { CharacterPiece, Exclude, ExcludePart, NamePiece } from "@rdump/core/provider";

/**
 * Excludes as restic's `--exclude` takes them: absolute patterns below the tree, since restic compares the whole path of
 * each file, also for a backup of `.`. A `**` is any number of directories. A pattern never matches the tree itself.
 */
export function resticPatterns(excludes: readonly Exclude[], tree: string): readonly string[] {
  return excludes.flatMap(({ parts }) =>
    withoutDirectories(parts).map((each) => `${below(tree)}/${each.map(partPattern).join("/")}`),
  );
}

/** With more, only the pattern itself is used: restic then saves some files that an exclude means. */
const MOST_DIRECTORIES = 6;

/**
 * The parts, and the same without some of the `**` behind the first one: where a pattern has several, restic tries the
 * later ones only for one directory or more.
 */
function withoutDirectories(parts: readonly ExcludePart[]): readonly (readonly ExcludePart[])[] {
  const first = parts.findIndex(({ kind }) => kind === "directories");
  const later = parts.flatMap(({ kind }, index) => (kind === "directories" && index > first ? [index] : []));
  if (later.length >= MOST_DIRECTORIES) return [parts];
  const sets: (readonly number[])[] = [[]];
  for (const index of later) sets.push(...sets.map((set) => [...set, index]));
  return sets.map((left) => parts.filter((_, index) => !left.includes(index)));
}

/** The pattern of a tree, before the slash of what lies below it. */
export function below(tree: string): string {
  return tree === "/" ? "" : literalPattern(Buffer.from(tree));
}

function partPattern(part: ExcludePart): string {
  return part.kind === "directories" ? "**" : part.pieces.map(piecePattern).join("");
}

function piecePattern(piece: NamePiece): string {
  if (piece.kind === "any") return "*";
  return piece.kind === "text" ? literalPattern(Buffer.from(piece.text)) : oneOf(piece);
}

/**
 * A class of Go. A negated one matches one ASCII character, so all others are named too. Never with a `/`: restic splits a
 * pattern into names first.
 */
function oneOf({ negated, ranges }: CharacterPiece): string {
  const members = ranges
    .map(({ from, to }) => (from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`))
    .join("");
  return negated ? `[^${members}\u0080-\u{10ffff}]` : `[${members}]`;
}

function escaped(character: string): string {
  return /[\\[\]^*?-]/.test(character) ? `\\${character}` : character;
}

/** Exactly this path. A byte that is not UTF-8 is matched as one, since no argument could have it. */
export function literalPattern(path: Buffer): string {
  const text = path.toString("utf8");
  return Buffer.from(text).equals(path) ? text.replace(/[\\[\]*?^-]/g, "\\$&") : withoutBytes(text);
}

function withoutBytes(text: string): string {
  return text.replace(/[\\[\]*?^-]/g, "\\$&").replaceAll("\ufffd", "[\ufffd]");
}
