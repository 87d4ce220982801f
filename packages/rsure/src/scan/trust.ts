import { statfsSync } from "node:fs";
import { pathOf } from "../descriptor/path.ts";
import type { Revision } from "../format/header.ts";
import { parseInstant } from "../format/instant.ts";
import { attributeWords } from "../format/line.ts";
import { DECAYED } from "../weave/decay.ts";
import type { Digest } from "./batch.ts";
import type { FileFacts } from "./facts.ts";

/** The tag with the moment of the tree of a revision. */
export const AS_OF_TAG = "as-of";

/**
 * File systems whose kernel sets ctime at every change and never gives it or an inode number another way: ext2 to 4,
 * XFS, btrfs, ZFS, tmpfs. The numbers are from statfs(2) and, for ZFS, its own source. vfat and exFAT set ctime with
 * mtime and renumber inodes at every mount; FUSE, NFS and CIFS pass on the values of another machine or user.
 */
const KEEPERS = new Set([0xef53, 0x58465342, 0x9123683e, 0x2fc12fc1, 0x01021994]);

/** The type of the file system that an open directory is on. */
export type FileSystemType = (directory: number) => number;

export const fileSystemType: FileSystemType = (directory) => statfsSync(pathOf(directory)).type;

export const keepsCtime = (type: number): boolean => KEEPERS.has(type >>> 0);

/** A kernel's clock for files lags by up to a tick, and ctime is cut to seconds: two of them are clearly older. */
const MARGIN = 2;

/**
 * The recorded ctime (seconds) below which the hashes of a revision may be taken over. A file that changes after the
 * moment for which the tree stands gets a ctime of that moment or later, so a ctime clearly before it cannot be met
 * again. A revision that does not say its moment (the original's do not) proves nothing.
 */
export function trustedBefore(base: Revision): number {
  const moment = momentOf(base);
  return moment === null ? Number.NEGATIVE_INFINITY : moment - MARGIN + 1;
}

/** The moment of the tree of a revision, in seconds since 1970; null: the revision does not say it. */
export function momentOf({ tags }: Revision): number | null {
  try {
    return parseInstant(tags[AS_OF_TAG] ?? "");
  } catch {
    return null;
  }
}

/** How a digest's attribute begins, and how long it is: `sha1 f572d3... `. */
const DIGESTS: { readonly [digest in Digest]: { readonly start: string; readonly length: number } } = {
  sha1: { start: "sha1 ", length: 46 },
  sha256: { start: "sha256 ", length: 72 },
};

/**
 * Whether the line of the base revision is the current line of the file except for its digests: the fast path for
 * almost all files.
 *
 * @param text lines of the base, of which the one at `at` is looked at
 * @param head the file's line of now up to its digests, `tail` what is behind them, with its LF
 * @returns where the line ends, behind its LF; -1 when it is not the same
 */
export function endOfSameLine(
  text: string,
  at: number,
  head: string,
  digests: readonly Digest[],
  tail: string,
): number {
  let end = at + head.length;
  // Slices are compared faster than `startsWith` compares.
  if (text.slice(at, end) !== head) return -1;
  for (const digest of digests) {
    const { start, length } = DIGESTS[digest];
    if (!text.startsWith(start, end)) return -1;
    end += length;
    if (text.charCodeAt(end - 1) !== 0x20) return -1;
  }
  return text.slice(end, end + tail.length) === tail ? end + tail.length : -1;
}

/**
 * The digests of a base revision's line, as `sha1 f572d3... `, when they still hold for the file: same kind, inode,
 * ctime and size, and every digest there. Never of a file that decayed.
 */
export function digestsThatHold(line: string, facts: FileFacts, digests: readonly Digest[]): string | undefined {
  const words = attributeWords(line);
  let same = 0;
  let text = "";
  let found = 0;
  for (let i = 0; i < words.length; i += 2) {
    const value = words[i + 1] as string;
    switch (words[i]) {
      case "kind":
        same += value === "file" ? 1 : 0;
        break;
      case "ino":
        same += value === String(facts.ino) ? 1 : 0;
        break;
      case "ctime":
        same += value === String(facts.ctime) ? 1 : 0;
        break;
      case "size":
        same += value === String(facts.size) ? 1 : 0;
        break;
      case DECAYED:
        return undefined;
      case digests[found]:
        text += `${digests[found++]} ${value} `;
        break;
    }
  }
  return same === 4 && found === digests.length ? text : undefined;
}
