import type { Stats } from "node:fs";
import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import type { Kind } from "../format/node.ts";
import type { FilesPart } from "./batch.ts";
import { deviceNumbers, type FileFacts, permissionsOf } from "./facts.ts";

const LF = 0x0a;

/** An entry under examination. */
export interface Entry {
  readonly part: FilesPart;
  readonly bytes: ByteString;
  readonly name: EscapedName;
  readonly path: string | Buffer;
  /** What ends its line. */
  readonly tail: string;
}

/** A file's line up to its digests. Keys in their order. */
export function fileHead({ name }: Entry, stats: Stats, { ino, mtime, ctime }: FileFacts): string {
  return `f${name} [ctime ${ctime} gid ${stats.gid} ino ${ino} kind file mtime ${mtime} perm ${permissionsOf(stats)} `;
}

/** The text after them. */
export const fileTail = ({ tail }: Entry, stats: Stats, { size }: FileFacts): string =>
  `size ${size} uid ${stats.uid} ${tail}`;

export const fileLine = (entry: Entry, stats: Stats, facts: FileFacts, digests: string): string =>
  fileHead(entry, stats, facts) + digests + fileTail(entry, stats, facts);

/** The line of an entry that is no file and no directory. `target`: of a link, if it could be read; `rdev`: of a device. */
export function otherLine(
  { name, tail }: Entry,
  stats: Stats,
  { kind, target, rdev }: { readonly kind: Kind; readonly target?: ByteString | undefined; readonly rdev?: bigint },
): string {
  const owner = `gid ${stats.gid} kind ${kind} perm ${permissionsOf(stats)}`;
  const targ = target === undefined ? "" : `targ ${escapeName(target)} `;
  if (rdev === undefined) return `f${name} [${owner} ${targ}uid ${stats.uid} ${tail}`;
  const { major, minor } = deviceNumbers(rdev);
  return `f${name} [devmaj ${major} devmin ${minor} ${owner} uid ${stats.uid} ${tail}`;
}

/**
 * A line that was just put together is a tree of its words, which the garbage collector walks again and again until the
 * whole batch is done. Looking at a character makes one piece of it.
 */
export function inOnePiece(line: string): string {
  if (line.charCodeAt(line.length - 1) !== LF) throw new Error("a line without an end");
  return line;
}
