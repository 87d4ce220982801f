import type { CharacterPiece, NamePiece } from "./exclude.ts";

/**
 * Whether the pieces match a whole name. Two pointers instead of a regular expression: a pattern with many `*` would
 * keep a backtracking matcher busy for hours.
 */
export function nameMatches(pieces: readonly NamePiece[], name: string): boolean {
  const steps = pieces.flatMap((piece): readonly Step[] => (piece.kind === "text" ? [...piece.text] : [piece]));
  const characters = [...name];
  let [step, at] = [0, 0];
  /** Position after the last `*`, and the end of its match; -1 without a `*`. */
  let [behindAny, anyEnds] = [-1, 0];
  while (at < characters.length) {
    const current = steps[step];
    if (isAny(current)) {
      step++;
      [behindAny, anyEnds] = [step, at];
    } else if (current !== undefined && matchesOne(current, characters[at] ?? "")) {
      step++;
      at++;
    } else if (behindAny >= 0) {
      anyEnds++;
      [step, at] = [behindAny, anyEnds];
    } else {
      return false;
    }
  }
  return steps.slice(step).every(isAny);
}

/** A single character of a text, or a piece that is none. */
type Step = string | Exclude<NamePiece, { kind: "text" }>;

function isAny(step: Step | undefined): step is { readonly kind: "any" } {
  return typeof step === "object" && step.kind === "any";
}

function matchesOne(step: string | CharacterPiece, character: string): boolean {
  if (typeof step === "string") return step === character;
  const isIn = step.ranges.some(({ from, to }) => codeOf(from) <= codeOf(character) && codeOf(character) <= codeOf(to));
  return step.negated ? character <= "\u007f" && character !== "/" && !isIn : isIn;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
