import { isUtf8 } from "node:buffer";

/** Larger files are refused: no real config is nearly as large. */
export const LARGEST = 1024 * 1024;

export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "not-utf8"; readonly text: string; readonly offset: number };

/** The text of a file, without a byte order mark; where it is not UTF-8, `offset` is the first place in `text`. */
export function decode(content: Uint8Array | string): Decoded {
  if (typeof content === "string") {
    const bytes = content.length > LARGEST ? content.length : Buffer.byteLength(content);
    return bytes > LARGEST ? { kind: "too-large", bytes } : { kind: "text", text: withoutMark(content) };
  }
  if (content.length > LARGEST) return { kind: "too-large", bytes: content.length };
  const text = new TextDecoder().decode(content);
  if (isUtf8(content)) return { kind: "text", text };
  return { kind: "not-utf8", text, offset: firstReplacement(content, text) };
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The decoder writes U+FFFD for invalid bytes. A U+FFFD in the file itself does not count. */
function firstReplacement(content: Uint8Array, text: string): number {
  let byte = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
  let offset = 0;
  for (const character of text) {
    const real = content[byte] === 0xef && content[byte + 1] === 0xbf && content[byte + 2] === 0xbd;
    if (character === "\ufffd" && !real) return offset;
    byte += Buffer.byteLength(character);
    offset += character.length;
  }
  return offset;
}

/** A text for excerpts, also from bytes that are not UTF-8. */
export function textOf(content: Uint8Array | string): string {
  return typeof content === "string" ? withoutMark(content) : new TextDecoder().decode(content);
}
