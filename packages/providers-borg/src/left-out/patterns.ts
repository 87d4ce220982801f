import { isPlainName } from "@rdump/core/provider";

const PLAIN = /^[A-Za-z0-9._/-]+$/;
/**
 * borg tries each expression on each file, and that costs 0.1 microseconds a file for each (tried with Python 3.11). A
 * user may not slow the backup of all others down by a thousand mounts with odd names; but one expression for all would
 * take 400 MB.
 */
const PATHS_IN_ONE = 32;

/**
 * The content of the file that `--exclude-from` reads: exactly these paths, and so all below them. `paths` from the
 * tree's root, one character for each byte. borg strips blanks from both ends of a line, and reads the file as UTF-8:
 * other characters are written as an expression in ASCII, also a newline and a byte that is not UTF-8.
 */
export function leaveOutFile(paths: readonly string[]): string {
  return patternLines(paths, (path) => PLAIN.test(path))
    .map((line) => `${line}\n`)
    .join("");
}

/** The content of the file that `--patterns-from` reads: these paths, and nothing else. */
export function onlyTheseFile(paths: readonly string[]): string {
  const lines = patternLines(paths, (path) => isPlainName(Buffer.from(path, "latin1").toString("utf8")));
  return [...lines.map((line) => `+ ${line}\n`), "- re:.*\n"].join("");
}

function patternLines(paths: readonly string[], isPlain: (path: string) => boolean): readonly string[] {
  const odd = paths.filter((path) => !isPlain(path)).map(expressionFor);
  const lines = paths.filter(isPlain).map((path) => `pf:${path}`);
  for (let at = 0; at < odd.length; at += PATHS_IN_ONE) {
    lines.push(`re:\\A(?:${odd.slice(at, at + PATHS_IN_ONE).join("|")})\\Z`);
  }
  return lines;
}

function expressionFor(path: string): string {
  return [...pythonText(Buffer.from(path, "latin1"))].map(escaped).join("");
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A path as a text of Python: each byte that is not UTF-8 becomes a surrogate, U+DC80 to U+DCFF. */
function* pythonText(bytes: Buffer): Generator<number> {
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at);
    yield character?.code ?? 0xdc00 + (bytes[at] ?? 0);
    at += character?.length ?? 1;
  }
}

function characterAt(bytes: Buffer, at: number): { readonly code: number; readonly length: number } | null {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    const text = UTF8.decode(bytes.subarray(at, at + length));
    const code = text.codePointAt(0);
    return code === undefined || String.fromCodePoint(code) !== text ? null : { code, length };
  } catch {
    return null;
  }
}

function escaped(code: number): string {
  const character = String.fromCodePoint(code);
  if (/[A-Za-z0-9/_]/.test(character)) return character;
  const digits = code.toString(16);
  if (code <= 0xff) return `\\x${digits.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/** A path as borg writes it into a line about a file: `?` for each byte that is no UTF-8. */
export function saidByBorg(path: string): string {
  const said = [...pythonText(Buffer.from(path, "latin1"))];
  return said.map((code) => (code >= 0xdc80 && code <= 0xdcff ? "?" : String.fromCodePoint(code))).join("");
}
