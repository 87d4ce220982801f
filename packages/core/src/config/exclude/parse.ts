import { type Exclude, type ExcludePart, literalName, type NamePiece } from "../../model/exclude.ts";
import { CONTROL } from "../read/path.ts";
import { parseName } from "./name.ts";

/** A translation to rsync has a rule for each form: see `formsOf`. */
const MOST_FORMS = 64;
/** rsync drops a rule of more than 4095 bytes without an error. `?` becomes 14 bytes. */
const LONGEST_LITERAL = 3900;
const LONGEST_GLOB = 256;

/** The exclude, or the sentences that say why it cannot be used. */
export function parseExclude(text: string): Exclude | string {
  if (text === "") return "The exclude is empty. Remove it.";
  if (bytesInRule(text) > LONGEST_LITERAL) return tooLong(LONGEST_LITERAL);
  if (CONTROL.test(text))
    return "The exclude contains a control character, such as a line break. Write `*` in its place.";
  const path = text.startsWith("/") ? text.slice(1) : text;
  if (path === "") return "The exclude is the root of the volume, so it would exclude everything.";
  const fault = slashFault(text, path);
  if (fault !== null) return fault;
  const names = path.split("/");
  const parts: ExcludePart[] = text.includes("/") ? [] : [DIRECTORIES];
  for (const name of names) {
    const part = partOf(name);
    if (typeof part === "string") return part;
    if (part.kind === "name" || parts.at(-1)?.kind !== "directories") parts.push(part);
  }
  return settled(text, parts);
}

/** For rsync, `\*` becomes `[*]`. */
function bytesInRule(text: string): number {
  return Buffer.byteLength(text) + text.split("\\*").length - 1;
}

const DIRECTORIES: ExcludePart = { kind: "directories" };
const ANY_NAME: ExcludePart = { kind: "name", pieces: [{ kind: "any" }] };

function slashFault(text: string, path: string): string | null {
  if (text.startsWith("//") || path.includes("//")) return "A part of the path is empty. Remove the extra slash.";
  if (!path.endsWith("/")) return null;
  const bare = path.slice(0, -1);
  const isPath = text !== path || bare.includes("/");
  const meant = isPath ? `\`/${bare}\`` : `\`/${bare}\` at the volume's root, or \`${bare}\` at any depth`;
  return `The exclude ends with a slash, which would mean directories only. borg cannot exclude only directories. Write ${meant}.`;
}

function partOf(name: string): ExcludePart | string {
  if (name === "**") return DIRECTORIES;
  if (name === "." || name === "..")
    return "The exclude contains `.` or `..`. Write the path from the root of the volume.";
  if (name.includes("**")) {
    return "`**` matches whole directories and must be between slashes. Write `*` for any characters of one name.";
  }
  const pieces = parseName(name);
  return typeof pieces === "string" ? pieces : { kind: "name", pieces };
}

/** `a/*` excludes the same as `a/**`. */
function settled(text: string, found: readonly ExcludePart[]): Exclude | string {
  const parts = found.at(-1)?.kind === "directories" ? [...found.slice(0, -1), ANY_NAME] : found;
  if (matchesEverything(parts)) return "The exclude matches every name, so it would exclude everything.";
  const bytes = Buffer.byteLength(text);
  if (bytes > LONGEST_GLOB && parts.some((part) => !isLiteral(part))) return tooLong(LONGEST_GLOB);
  const forms = formsOf(parts);
  if (forms > MOST_FORMS) {
    return `The exclude becomes ${forms} rules for rsync, and at most ${MOST_FORMS} are possible. Write fewer \`**\`, or fewer characters outside of ASCII in \`[...]\`.`;
  }
  return { text, parts };
}

/** Whether an exclude with these parts leaves out the whole volume. */
export function matchesEverything(parts: readonly ExcludePart[]): boolean {
  const [first, second] = parts;
  const name = first?.kind === "directories" ? second : first;
  const isLast = parts.length === (first?.kind === "directories" ? 2 : 1);
  return isLast && name?.kind === "name" && name.pieces.length === 1 && name.pieces[0]?.kind === "any";
}

function isLiteral(part: ExcludePart): boolean {
  return part.kind === "directories" || literalName(part.pieces) !== null;
}

/** How many patterns without `**` and with single bytes in their classes have the same meaning together. */
function formsOf(parts: readonly ExcludePart[]): number {
  const isAtAnyDepth = parts.length === 2 && parts[0]?.kind === "directories";
  return parts.reduce((product, part) => {
    if (part.kind === "directories") return isAtAnyDepth ? product : product * 2;
    return part.pieces.reduce((inner, piece) => inner * spellingsOf(piece), product);
  }, 1);
}

/** One for all characters of ASCII, and one for each other. */
function spellingsOf(piece: NamePiece): number {
  if (piece.kind !== "character" || piece.negated) return 1;
  const beyond = piece.ranges.filter(({ from }) => from > "\u007f");
  const count = beyond.reduce((sum, { from, to }) => sum + codeOf(to) - codeOf(from) + 1, 0);
  return count + (beyond.length < piece.ranges.length ? 1 : 0);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function tooLong(limit: number): string {
  return `The exclude is longer than ${limit} bytes. Exclude a parent directory, or use a shorter pattern.`;
}
