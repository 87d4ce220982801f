import type { Exclude } from "@rdump/core/provider";
import { type Alternatives, ANY_CHARACTER, alternativesOfSet } from "./characters.ts";
import { type GlobPiece, parseGlob } from "./glob.ts";

/** Excludes as rsync's filter rules, each the value of one `--filter`. */
export interface RsyncFilters {
  readonly rules: readonly string[];
  /** Globs that match only names of ASCII characters where they match by `?` or a set: they leave out less, never more. */
  readonly narrowed: readonly string[];
  /** What rsync cannot be told. */
  readonly refused: readonly string[];
}

/** rsync drops a longer rule, says so on stderr, and exits with 0: tried with 3.5.0, where the limit is 4096. */
const LONGEST_RULE = 4000;
/** A glob becomes one rule for each combination of alternatives, up to this many. */
const MOST_RULES = 64;

/**
 * Excludes in rsync's language (rsync(1), FILTER RULES), with the meaning that they have for every tool: a path is
 * anchored at the root and literal; a name glob matches whole characters of the last name, at any depth; what is
 * excluded is so with everything below it.
 */
export function rsyncFilters(excludes: readonly Exclude[]): RsyncFilters {
  const rules: string[] = [];
  const narrowed: string[] = [];
  const refused: string[] = [];
  for (const exclude of excludes) {
    const text = exclude.kind === "path" ? exclude.path : exclude.glob;
    const { patterns, whole } = exclude.kind === "path" ? pathPattern(exclude.path) : namePatterns(exclude.glob);
    const ownRules = patterns.map((pattern) => `- ${pattern}`);
    if (ownRules.some((rule) => rule.includes("\0") || Buffer.byteLength(rule) > LONGEST_RULE)) refused.push(text);
    else rules.push(...ownRules);
    if (!whole) narrowed.push(text);
  }
  return { rules, narrowed, refused };
}

interface Patterns {
  readonly patterns: readonly string[];
  readonly whole: boolean;
}

function pathPattern(path: string): Patterns {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  // The root itself: rsync always takes it, and so does no rule.
  if (names.length === 0) return { patterns: [], whole: true };
  return { patterns: [literally(`/${names.join("/")}`)], whole: true };
}

function namePatterns(glob: string): Patterns {
  const pieces = parseGlob(glob);
  if (pieces.length === 0) return { patterns: [], whole: true };
  if (pieces.every((piece) => piece.kind === "literal")) {
    return { patterns: [literally(pieces.map((piece) => piece.character).join(""))], whole: true };
  }
  const parts = pieces.map(alternativesOf);
  const combinations = parts.reduce((product, part) => product * part.texts.length, 1);
  if (combinations > MOST_RULES) return { patterns: combined(parts.map((part) => part.asciiOnly)), whole: false };
  return { patterns: combined(parts.map((part) => part.texts)), whole: parts.every((part) => part.whole) };
}

function alternativesOf(piece: GlobPiece): Alternatives {
  switch (piece.kind) {
    case "literal":
      return only(escaped(piece.character));
    case "any-run":
      return only("*");
    case "any-one":
      return ANY_CHARACTER;
    case "set":
      return alternativesOfSet(piece.negated, piece.ranges);
  }
}

function only(text: string): Alternatives {
  return { texts: [text], asciiOnly: [text], whole: true };
}

function combined(parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (heads, texts) => heads.flatMap((head) => texts.map((text) => head + text)),
    [""],
  );
}

/** rsync takes a backslash as an escape only in a pattern that holds a wildcard; in any other it is itself. */
function literally(text: string): string {
  return /[*?[]/.test(text) ? escaped(text) : text;
}

function escaped(text: string): string {
  return text.replace(/[\\*?[]/g, "\\$&");
}
