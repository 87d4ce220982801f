/**
 * rsync matches names byte by byte: its `?` is one byte, and so half of an `ä`. A character of more than one byte is
 * therefore matched by a set for each byte. A set can only be written with whole characters, whose bytes are then all
 * members of it; where a character begins, no byte of a continuation can stand, so these extra members match nothing.
 */

const LAST = "\u{10fffd}";
/** A byte of ASCII: none of 0x80 to 0xf4. */
const ONE_BYTE = `[^À-${LAST}]`;
/** A byte that goes on with a character: 0x80 to 0xc3. */
const NEXT = "[À-ÿ]";
/** 0x80 to 0xdf; where a character begins, a first byte of two. */
const FIRST_OF_TWO = "[À-\u07ff]";
/** 0xe0 to 0xef, one character for each, and what bytes these end with. */
const FIRST_OF_THREE = `[${[0x0e01, ...Array.from({ length: 15 }, (_, i) => ((i + 1) << 12) + 0x100)].map(character).join("")}]`;
/** 0xf0 to 0xf4, likewise. */
const FIRST_OF_FOUR = `[${[0x1f600, 0x50000, 0x90000, 0xd0000, 0x100000].map(character).join("")}]`;

const MANY_BYTES = [
  `${FIRST_OF_TWO}${NEXT}`,
  `${FIRST_OF_THREE}${NEXT}${NEXT}`,
  `${FIRST_OF_FOUR}${NEXT}${NEXT}${NEXT}`,
];

/** How one character can be matched: alternatives for rsync's matcher, and whether they are all of them. */
export interface Alternatives {
  readonly texts: readonly string[];
  /** What is left out when there can be only one text: characters beyond ASCII. */
  readonly asciiOnly: readonly string[];
  readonly whole: boolean;
}

export const ANY_CHARACTER: Alternatives = { texts: [ONE_BYTE, ...MANY_BYTES], asciiOnly: [ONE_BYTE], whole: true };

type Ranges = readonly (readonly [number, number])[];

/** More characters beyond ASCII than this are not written out one by one. */
const MOST_WRITTEN_OUT = 64;

export function alternativesOfSet(negated: boolean, ranges: Ranges): Alternatives {
  const ascii: number[] = [];
  for (let code = 1; code < 0x80; code++) if (code !== SLASH && isIn(code, ranges) !== negated) ascii.push(code);
  const asciiOnly = ascii.length === 0 ? [] : [setOf(ascii)];
  const beyond = ranges.flatMap(([low, high]): Ranges => (high < 0x80 ? [] : [[Math.max(low, 0x80), high]]));
  if (negated) {
    // What is not one of some characters beyond ASCII cannot be said in sets of bytes.
    if (beyond.length > 0) return { texts: asciiOnly, asciiOnly, whole: false };
    return { texts: [...asciiOnly, ...MANY_BYTES], asciiOnly, whole: true };
  }
  const count = beyond.reduce((sum, [low, high]) => sum + high - low + 1, 0);
  if (count > MOST_WRITTEN_OUT) return { texts: asciiOnly, asciiOnly, whole: false };
  const written = beyond.flatMap(([low, high]) => Array.from({ length: high - low + 1 }, (_, i) => character(low + i)));
  return { texts: [...asciiOnly, ...written], asciiOnly, whole: true };
}

/** A set of ASCII characters, neighbours as ranges. */
function setOf(codes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < codes.length; at++) {
    const first = codes[at] ?? 0;
    let last = first;
    while (codes[at + 1] === last + 1) last = codes[++at] ?? 0;
    text +=
      last - first < 2
        ? memberOf(first) + (last === first ? "" : memberOf(last))
        : `${memberOf(first)}-${memberOf(last)}`;
  }
  return `[${text}]`;
}

function memberOf(code: number): string {
  const text = character(code);
  return /[\\\][^!-]/.test(text) ? `\\${text}` : text;
}

function isIn(code: number, ranges: Ranges): boolean {
  return ranges.some(([low, high]) => low <= code && code <= high);
}

function character(code: number): string {
  return String.fromCodePoint(code);
}

const SLASH = 0x2f;
