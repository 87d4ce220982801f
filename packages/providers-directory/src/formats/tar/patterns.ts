import {
  type CharacterPiece,
  type CharacterRange,
  classesOf,
  type Exclude,
  type ExcludePart,
  leavesOut,
  type NamePiece,
} from "@rdump/core/provider";

/** Whether a `*` of a pattern also matches a slash. */
type Mode = "names" | "paths";

type Name = readonly NamePiece[];

/**
 * Excludes as arguments of tar, which compares bytes (`LC_ALL=C`) of paths that begin with `./`. A pattern without an anchor
 * is tried behind each slash, too. What matches a directory leaves out everything below it.
 */
export function tarExcludes(excludes: readonly Exclude[]): readonly string[] {
  return excludes.flatMap(({ parts }) => {
    const isAnchored = parts[0]?.kind !== "directories";
    const rest = isAnchored ? parts : parts.slice(1);
    const mode = isExactAcross(rest) ? "paths" : "names";
    const patterns = (mode === "paths" ? acrossSlashes(rest) : atEachDepth(rest)).flatMap((names) =>
      isAnchored ? joined(names).map((pattern) => `./${pattern}`) : withoutRoot(names, mode),
    );
    const options = [isAnchored ? "--anchored" : "--no-anchored", OPTIONS[mode]];
    return [...options, ...patterns.map((pattern) => `--exclude=${pattern}`)];
  });
}

const OPTIONS: { readonly [mode in Mode]: string } = {
  names: "--no-wildcards-match-slash",
  paths: "--wildcards-match-slash",
};

/** The options before the lines of `leftOutLines`. */
export const ANCHORED = ["--anchored", OPTIONS.paths] as const;

/**
 * In bytes, with the `./`. The kernel takes no longer path, so tar could not restore it. tar 1.34 calls itself for each level of
 * directories, and dies at some ten thousand levels: a user who makes them must not prevent the backup of others.
 */
const LONGEST_PATH = 4095;
const LONGEST_NAME = 255;

const TOO_LONG = `./${"?".repeat(LONGEST_PATH - 1)}*`;

/** Whether names in a directory can be left out because their paths are too long. `printed`: as tar prints it, with its last `/`. */
export function canHoldTooLong(printed: string): boolean {
  if (printed.length <= LONGEST_PATH - LONGEST_NAME) return false;
  return printed.replaceAll(/\\(?:[0-7]{3}|.)/g, "?").length + LONGEST_NAME > LONGEST_PATH;
}

/** Exactly this path, from the root of the tree. */
function literalExclude(path: string): string {
  return `./${escaped(path)}`;
}

/** A name, or any number of directories. */
type Places = readonly (Name | "directories")[];

function placesOf(parts: readonly ExcludePart[]): Places {
  return parts.map((part) => (part.kind === "directories" ? part.kind : part.pieces));
}

/**
 * A `*` that matches slashes is any directories. So the names of the pattern have no other `*`, except at the ends of the
 * last name: it then reaches over directories above the name, and over files below it, which are left out anyway.
 */
function isExactAcross(parts: readonly ExcludePart[]): boolean {
  const names = parts.flatMap((part) => (part.kind === "name" ? [part.pieces] : []));
  if (names.length === parts.length) return false;
  const last = names.at(-1) ?? [];
  const inner = last.slice(
    last[0]?.kind === "any" ? 1 : 0,
    last.length > 1 && last.at(-1)?.kind === "any" ? -1 : undefined,
  );
  return [...names.slice(0, -1), inner].every((pieces) => pieces.every(({ kind }) => kind !== "any"));
}

/** The names with a `*` for one directory or more, and the same without. */
function acrossSlashes(parts: readonly ExcludePart[]): readonly (readonly Name[])[] {
  return spread(placesOf(parts), 1);
}

/** The directories of a path that `**` is tried for, by the number of `**` in one exclude. */
const DEPTHS = [0, 64, 10, 5] as const;

/** Where a `*` must not match a slash, each number of directories is a pattern. */
function atEachDepth(parts: readonly ExcludePart[]): readonly (readonly Name[])[] {
  const places = placesOf(parts);
  const count = places.filter((place) => place === "directories").length;
  return spread(places, DEPTHS[count] ?? DEPTHS[3]);
}

function spread(places: Places, most: number): readonly (readonly Name[])[] {
  return places.reduce<readonly (readonly Name[])[]>(
    (found, place) =>
      place === "directories"
        ? found.flatMap((names) => Array.from({ length: most + 1 }, (_, depth) => [...names, ...anyNames(depth)]))
        : found.map((names) => [...names, place]),
    [[]],
  );
}

function anyNames(count: number): readonly Name[] {
  return Array.from({ length: count }, () => [{ kind: "any" }] as const);
}

function joined(names: readonly Name[], first?: readonly string[]): readonly string[] {
  const texts = names.map((pieces, index) => (index === 0 && first !== undefined ? first : spellings(pieces)));
  return combined(texts, "/");
}

function combined(texts: readonly (readonly string[])[], between: string): readonly string[] {
  return texts.reduce<readonly string[]>(
    (found, each, index) =>
      found.flatMap((left) => each.map((right) => (index === 0 ? right : left + between + right))),
    [""],
  );
}

/** More than one where a character can have several bytes. */
function spellings(pieces: Name): readonly string[] {
  return combined(pieces.map(pieceSpellings), "");
}

function pieceSpellings(piece: NamePiece): readonly string[] {
  if (piece.kind === "any") return ["*"];
  if (piece.kind === "text") return [escaped(piece.text)];
  const { ascii, beyond } = classesOf(piece);
  return [...(ascii === null ? [] : [ascii]), ...beyond];
}

/** A pattern without an anchor must not match the `.` of the root itself: then everything would be left out. */
function withoutRoot(names: readonly Name[], mode: Mode): readonly string[] {
  const [first = []] = names;
  const matchesRoot = leavesOut({ text: "", parts: [{ kind: "name", pieces: first }] }, ".");
  return joined(names, matchesRoot ? withoutDot(first, mode) : undefined);
}

/** All names that the pieces match, but the name `.`: the pieces are one character at most, and `*` around it. */
function withoutDot(pieces: Name, mode: Mode): readonly string[] {
  const [byte, otherThanDot] = mode === "paths" ? ["[!/]", "[!./]"] : ["?", "[!.]"];
  const index = pieces.findIndex(({ kind }) => kind !== "any");
  if (index < 0) return [`${otherThanDot}*`, `.${byte}*`];
  const piece = pieces[index];
  const [before, after] = [index > 0 ? "*" : "", index < pieces.length - 1 ? "*" : ""];
  const others = piece?.kind === "character" ? pieceSpellings(withoutDotIn(piece)) : [];
  return [
    ...others.map((other) => `${before}${other}${after}`),
    ...(before === "" ? [] : [`*${byte}.${after}`]),
    ...(after === "" ? [] : [`${before}.${byte}*`]),
  ];
}

function withoutDotIn({ kind, negated, ranges }: CharacterPiece): CharacterPiece {
  const dot: CharacterRange = { from: ".", to: "." };
  if (negated) return { kind, negated, ranges: [...ranges, dot].sort((a, b) => (a.from < b.from ? -1 : 1)) };
  const left = ranges.flatMap(({ from, to }) =>
    from <= "." && "." <= to
      ? [
          ...(from < "." ? [{ from, to: "-" }] : []),
          // Behind the dot is the slash, which no class has.
          ...(to > "/" ? [{ from: "0", to }] : []),
        ]
      : [{ from, to }],
  );
  return { kind, negated, ranges: left };
}

function escaped(text: string): string {
  return text.replace(/[\\[\]*?]/g, "\\$&");
}

/**
 * The content of the file that `--exclude-from` reads, one character for each byte: paths that are too long, and exactly these
 * paths, from the root of the tree. A path is a line, and tar strips blanks from its end.
 */
export function leftOutLines(paths: readonly string[]): string {
  const lines = paths.map((path) => literalExclude(path).replaceAll("\n", "[[:cntrl:]]").replace(/\s$/, "[$&]"));
  return [TOO_LONG, ...lines].map((line) => `${line}\n`).join("");
}
