import type { CharacterRange, NamePiece } from "../../model/exclude.ts";

/** A parsed `[...]`, and where its `]` is. */
interface Class {
  readonly piece: NamePiece;
  readonly end: number;
}

type Range = readonly [low: number, high: number];

/**
 * Parses the class that opens at `open`. `!` or `^` after `[` negates. A `]` right after that is a member, and so is a
 * `-` at either end. Classes that fnmatch(3), Python, rsync and shells read differently are refused.
 */
export function parseClass(characters: readonly string[], open: number): Class | string {
  const negated = characters[open + 1] === "!" || characters[open + 1] === "^";
  const members: Member[] = [];
  let at = open + (negated ? 2 : 1);
  for (const first = at; ; at++) {
    const character = characters[at];
    if (character === undefined) return NEVER_CLOSED;
    if (character === "]" && at > first) break;
    if (character === "[" && [":", ".", "="].includes(characters[at + 1] ?? "")) return POSIX;
    if (character !== "\\") {
      members.push({ character, isEscaped: false });
      continue;
    }
    const escaped = characters[++at];
    if (escaped === undefined || !"[]\\!^-".includes(escaped)) return BAD_MEMBER;
    members.push({ character: escaped, isEscaped: true });
  }
  const ranges = rangesOf(members);
  if (typeof ranges === "string") return ranges;
  const merged = mergedWithoutSlash(ranges);
  if (merged.length === 0) return "A class cannot consist of `/`.";
  if (negated && merged.some(([, high]) => high > LAST_ASCII)) return BEYOND;
  return { piece: pieceOf(negated, merged), end: at };
}

interface Member {
  readonly character: string;
  /** An escaped `-` is itself. */
  readonly isEscaped: boolean;
}

function rangesOf(members: readonly Member[]): readonly Range[] | string {
  const ranges: Range[] = [];
  for (let at = 0; at < members.length; at++) {
    const low = codeOf(members[at]);
    const isRange = isDash(members[at + 1]) && at + 2 < members.length;
    if (!isRange) {
      if (isDash(members[at]) && at > 0 && at < members.length - 1) return LOOSE_DASH;
      ranges.push([low, low]);
      continue;
    }
    if (isDash(members[at])) return LOOSE_DASH;
    const high = codeOf(members[at + 2]);
    if (low > high) return "A range in `[...]` has the higher character first. Write the lower character first.";
    if (low <= LAST_ASCII && high > LAST_ASCII)
      return "A range in `[...]` begins in ASCII and ends outside of ASCII. Write two ranges.";
    ranges.push([low, high]);
    at += 2;
  }
  return ranges;
}

function isDash(member: Member | undefined): boolean {
  return member !== undefined && member.character === "-" && !member.isEscaped;
}

/** Sorted, neighbours joined. A class never matches a slash, so a range over it becomes two. */
function mergedWithoutSlash(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const [low, high] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    const joins = last !== undefined && low <= last[1] + 1 && isAscii(last[1]) === isAscii(high);
    if (joins) merged[merged.length - 1] = [last[0], Math.max(last[1], high)];
    else merged.push([low, high]);
  }
  return merged.flatMap(([low, high]): readonly Range[] => {
    if (low > SLASH || high < SLASH) return [[low, high]];
    const sides: readonly Range[] = [
      [low, SLASH - 1],
      [SLASH + 1, high],
    ];
    return sides.filter(([from, to]) => from <= to);
  });
}

/** A class of one character is that character. */
function pieceOf(negated: boolean, ranges: readonly Range[]): NamePiece {
  const [[low, high] = [0, 0]] = ranges;
  if (!negated && ranges.length === 1 && low === high) return { kind: "text", text: String.fromCodePoint(low) };
  const named = ranges.map(([from, to]): CharacterRange => {
    return { from: String.fromCodePoint(from), to: String.fromCodePoint(to) };
  });
  return { kind: "character", negated, ranges: named };
}

function isAscii(code: number): boolean {
  return code <= LAST_ASCII;
}

function codeOf(member: Member | undefined): number {
  return member?.character.codePointAt(0) ?? 0;
}

const LAST_ASCII = 0x7f;
const SLASH = 0x2f;

const NEVER_CLOSED = "A `[` has no closing `]` before the next `/`. Write `[[]` for the character itself.";
const POSIX = "`[:`, `[.` and `[=` in a class have a meaning for some tools only. Write ranges, such as `[0-9]`.";
const BAD_MEMBER =
  "In a class, `\\` is allowed only before `[`, `]`, `\\`, `!`, `^` or `-`. In a JSON5 text each `\\` is written twice.";
const LOOSE_DASH = "A `-` in the middle of a class is ambiguous. Write it first or last.";
const BEYOND =
  "A negated class `[!...]` can list only ASCII characters, because rsync compares bytes. Remove the other characters.";
