/** A piece of a name glob. Characters are code points; ranges are inclusive. */
export type GlobPiece =
  | { readonly kind: "literal"; readonly character: string }
  | { readonly kind: "any-run" }
  | { readonly kind: "any-one" }
  | { readonly kind: "set"; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[] };

/**
 * Reads `*`, `?`, `[abc]`, `[a-z]`, `[!abc]` or `[^abc]`. A `]` that comes first in a set is a member of it; a `[` that
 * nothing closes is itself; a range that runs backwards holds nothing; a backslash is itself.
 */
export function parseGlob(glob: string): readonly GlobPiece[] {
  const characters = [...glob];
  const pieces: GlobPiece[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === "*") {
      if (pieces.at(-1)?.kind !== "any-run") pieces.push({ kind: "any-run" });
    } else if (character === "?") {
      pieces.push({ kind: "any-one" });
    } else {
      const end = character === "[" ? endOfSet(characters, at) : -1;
      pieces.push(end < 0 ? { kind: "literal", character } : parseSet(characters.slice(at + 1, end)));
      if (end >= 0) at = end;
    }
  }
  return pieces;
}

function endOfSet(characters: readonly string[], open: number): number {
  let from = open + 1;
  if (isNegation(characters[from])) from++;
  if (characters[from] === "]") from++;
  return characters.indexOf("]", from);
}

function parseSet(body: readonly string[]): GlobPiece {
  const negated = isNegation(body[0]);
  const members = (negated ? body.slice(1) : body).map((each) => each.codePointAt(0) ?? 0);
  const ranges: [number, number][] = [];
  for (let at = 0; at < members.length; at++) {
    const low = members[at] ?? 0;
    const high = members[at + 2];
    if (members[at + 1] === DASH && high !== undefined) {
      if (low <= high) ranges.push([low, high]);
      at += 2;
    } else {
      ranges.push([low, low]);
    }
  }
  return { kind: "set", negated, ranges };
}

function isNegation(character: string | undefined): boolean {
  return character === "!" || character === "^";
}

const DASH = 0x2d;
