/**
 * Text from outside, safe for a terminal and for one line: control characters, invisible format characters,
 * lone surrogates and line breaks become visible escapes. Applied once, where a value becomes a line.
 */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u00ad\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escapeCharacter);
}

/**
 * JSON, or whole lines, safe for a terminal: what `JSON.stringify` leaves of the characters that `visible` escapes becomes an
 * escape of JSON, with the same value. A terminal can take U+009B for the begin of a command.
 */
export function printable(text: string): string {
  return text.replace(/[\u007f-\u009f\u00ad\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return `\\u{${code.toString(16)}}`;
}
