import { type ByteString, joinPath, textOfBytes } from "../format/bytes.ts";
import type { EscapedName } from "../format/escape.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be shown
const UNSHOWN = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/g;

const hex = (character: string): string => `\\u{${character.charCodeAt(0).toString(16)}}`;

/** Text that came from outside, fit for a terminal: whatever could act on it is spelled out. */
export const shown = (text: string): string => text.replace(UNSHOWN, hex);

/**
 * A path as the original prints it: the directory as it was given, the rest escaped, in double quotes, with `"` and `\`
 * behind a backslash.
 *
 * @param directory what `-d` said
 * @param path relative to it; "" for the directory itself
 */
export function quotedPath(directory: ByteString, path: EscapedName): string {
  const given = shown(textOfBytes(directory));
  return `"${(path === "" ? given : joinPath(given, path)).replace(/["\\]/g, "\\$&")}"`;
}
