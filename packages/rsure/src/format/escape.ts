import { corrupt } from "../errors.ts";
import type { ByteString } from "./bytes.ts";

/** A name or link target as a surefile has it: printable ASCII, every other byte (and `=`, `[`, `]`) as `=xx`. */
export type EscapedName = string;

const SPECIAL = /[^!-<>-Z\\^-~]/;
const SPECIALS = /[^!-<>-Z\\^-~]/g;
const BAD_ESCAPE = /=(?![0-9a-fA-F]{2})/;
const ESCAPES = /=(..)/g;

const escapeOf = (byte: string): string => `=${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;

export function escapeName(name: ByteString): EscapedName {
  return SPECIAL.test(name) ? name.replace(SPECIALS, escapeOf) : name;
}

/** @throws SureError `corrupt` when `=` is not followed by two hexadecimal digits. */
export function unescapeName(name: EscapedName): ByteString {
  if (!name.includes("=")) return name;
  if (BAD_ESCAPE.test(name)) throw corrupt(`a name has "=" without two hexadecimal digits: ${JSON.stringify(name)}`);
  return name.replace(ESCAPES, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * The order of two escaped names by their raw bytes. A comparison of the escaped text would sort `a=20b` after `a.b`,
 * although a space sorts before a dot.
 */
export function compareNames(left: EscapedName, right: EscapedName): number {
  if (left === right) return 0;
  if (!left.includes("=") && !right.includes("=")) return left < right ? -1 : 1;
  const a = unescapeName(left);
  const b = unescapeName(right);
  return a < b ? -1 : a > b ? 1 : 0;
}
