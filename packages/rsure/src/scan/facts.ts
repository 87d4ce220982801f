import { type BigIntStats, constants, type Stats } from "node:fs";
import type { Kind } from "../format/node.ts";

const PERMISSION_BITS = 0o7777;

const KINDS: ReadonlyMap<number, Kind> = new Map([
  [constants.S_IFDIR, "dir"],
  [constants.S_IFREG, "file"],
  [constants.S_IFLNK, "lnk"],
  [constants.S_IFIFO, "fifo"],
  [constants.S_IFSOCK, "sock"],
  [constants.S_IFCHR, "chr"],
  [constants.S_IFBLK, "blk"],
]);

export const kindOf = (stats: Stats): Kind | undefined => KINDS.get(stats.mode & constants.S_IFMT);

export const permissionsOf = (stats: Stats): number => stats.mode & PERMISSION_BITS;

/** Times in whole seconds, rounded down. */
export interface FileFacts {
  readonly ino: number | bigint;
  /** A bigint above 2^53. */
  readonly size: number | bigint;
  readonly mtime: number;
  readonly ctime: number;
}

const NANOSECONDS = 1_000_000_000n;

const wholeSeconds = (nanoseconds: bigint): number => {
  const rest = nanoseconds % NANOSECONDS;
  return Number((nanoseconds - (rest < 0n ? rest + NANOSECONDS : rest)) / NANOSECONDS);
};

/**
 * Node's plain numbers are quick but hold milliseconds as a double, which rounds the last tenth of a microsecond of a
 * second up to the next one, and inode numbers and sizes above 2^53 are cut. Where that may have happened `exact` is asked.
 *
 * @param source what `exact` is asked about: an open file or a path
 */
export function fileFacts<Source>(stats: Stats, source: Source, exact: (source: Source) => BigIntStats): FileFacts {
  const { ino, size, mtimeMs, ctimeMs } = stats;
  const mtime = Math.floor(mtimeMs / 1000);
  const ctime = Math.floor(ctimeMs / 1000);
  if (mtime * 1000 !== mtimeMs && ctime * 1000 !== ctimeMs && Number.isSafeInteger(ino) && Number.isSafeInteger(size))
    return { ino, size, mtime, ctime };
  const precise = exact(source);
  return {
    ino: precise.ino,
    size: precise.size,
    mtime: wholeSeconds(precise.mtimeNs),
    ctime: wholeSeconds(precise.ctimeNs),
  };
}

/** Linux keeps 12 bits of the major and 8 of the minor number below 2^20, and the rest of both above. */
export function deviceNumbers(rdev: bigint): { readonly major: bigint; readonly minor: bigint } {
  return {
    major: ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & 0xfffff000n),
    minor: (rdev & 0xffn) | ((rdev >> 12n) & 0xffffff00n),
  };
}
