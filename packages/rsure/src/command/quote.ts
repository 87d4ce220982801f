import { type ByteString, joinPath, textOfBytes } from "../format/bytes.ts";
import type { EscapedName } from "../format/escape.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be shown
const UNSHOWN = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/g;

const hex = (character: string): string => `\\u{${character.charCodeAt(0).toString(16)}}`;

/** Untrusted text for a terminal: control characters are escaped. */
export const shown = (text: string): string => text.replace(UNSHOWN, hex);

/** Runs of valid UTF-8, or one byte that is part of none. */
const UTF8_RUNS =
  /(?:[^\x80-\xff]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+|./gs;

/** Characters that Rust's `{:?}` of a path does not print as they are (compared with rustc 1.95 for all of Unicode). */
const UNPRINTED = /["\\]|(?! )[\p{C}\p{Z}\p{Grapheme_Extend}]/gu;

const SHORT: { readonly [character: string]: string } = {
  '"': '\\"',
  "\\": "\\\\",
  "\0": "\\0",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

const escapeCharacter = (character: string): string =>
  SHORT[character] ?? `\\u{${(character.codePointAt(0) as number).toString(16)}}`;

/** The name in a planted surefile can be as long as the file: a regular expression has no stack for that. */
const LONGEST = 1 << 17;

const shortened = (path: EscapedName): EscapedName => (path.length <= LONGEST ? path : `${path.slice(0, LONGEST)}...`);

/**
 * A path as the original prints it, which is Rust's `{:?}`: in double quotes, control and unprintable characters as
 * `\u{…}`, bytes that are not UTF-8 as `\xNN`.
 *
 * @param directory the value of `-d`
 * @param path relative to it; "" for the directory itself
 */
export function quotedPath(directory: ByteString, path: EscapedName): string {
  const whole = path === "" ? directory : joinPath(directory, shortened(path));
  const quoted = whole.replace(UTF8_RUNS, (run) =>
    run.length === 1 && run > "\x7f"
      ? `\\x${run.charCodeAt(0).toString(16).toUpperCase()}`
      : textOfBytes(run).replace(UNPRINTED, escapeCharacter),
  );
  return `"${quoted}"`;
}
