import type { CharacterPiece, CharacterRange } from "../model/exclude.ts";

/** How a tool that compares bytes matches one character: a class for those of one byte, and each other by itself. */
interface Classes {
  /** Null when no character of ASCII is among them. */
  readonly ascii: string | null;
  readonly beyond: readonly string[];
}

export function classesOf({ negated, ranges }: CharacterPiece): Classes {
  // A negated class would match any byte of a longer character, so what is left is named.
  if (negated) return { ascii: `[[:cntrl:]${othersOf(ranges).map(membersOf).join("")}]`, beyond: [] };
  const ascii = ranges.filter(({ from }) => from <= LAST);
  const beyond = ranges.filter(({ from }) => from > LAST).flatMap(charactersOf);
  return { ascii: ascii.length === 0 ? null : `[${ascii.map(membersOf).join("")}]`, beyond };
}

const FIRST = " ";
const LAST = "~";

/** The printable ASCII characters outside of the class, without the slash. */
function othersOf(ranges: readonly CharacterRange[]): readonly CharacterRange[] {
  const others: CharacterRange[] = [];
  let next = FIRST.charCodeAt(0);
  for (const { from, to } of ranges) {
    others.push(...rangesOf(next, from.charCodeAt(0) - 1));
    next = to.charCodeAt(0) + 1;
  }
  return [...others, ...rangesOf(next, LAST.charCodeAt(0))];
}

/** A slash in a pattern divides names, even at the end of a range. None when there is nothing between the two. */
function rangesOf(low: number, high: number): readonly CharacterRange[] {
  const first = low === SLASH ? low + 1 : low;
  const last = high === SLASH ? high - 1 : high;
  return first > last ? [] : [{ from: String.fromCharCode(first), to: String.fromCharCode(last) }];
}

const SLASH = 0x2f;

function membersOf({ from, to }: CharacterRange): string {
  return from === to ? memberOf(from) : `${memberOf(from)}-${memberOf(to)}`;
}

function memberOf(character: string): string {
  return /[\\\][^!-]/.test(character) ? `\\${character}` : character;
}

function charactersOf({ from, to }: CharacterRange): readonly string[] {
  const low = from.codePointAt(0) ?? 0;
  const count = (to.codePointAt(0) ?? 0) - low + 1;
  return Array.from({ length: count }, (_, index) => String.fromCodePoint(low + index));
}
