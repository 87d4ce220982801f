import { statfsSync } from "node:fs";
import { type ByteString, fsPath } from "../format/bytes.ts";
import type { Revision } from "../format/header.ts";
import { parseInstant } from "../format/instant.ts";
import { attributeWords } from "../format/line.ts";
import type { Digest } from "./batch.ts";
import type { FileFacts } from "./facts.ts";

/** The tag in which a revision says for which moment its tree stands. */
export const AS_OF_TAG = "as-of";

/**
 * File systems whose kernel sets ctime at every change and never gives it or an inode number another way: ext2 to 4, XFS,
 * btrfs, ZFS, tmpfs. The numbers are from statfs(2) and, for ZFS, its own source. vfat and exFAT set ctime with mtime and
 * renumber inodes at every mount; FUSE, NFS and CIFS hand on what somebody else says.
 */
const KEEPERS = new Set([0xef53, 0x58465342, 0x9123683e, 0x2fc12fc1, 0x01021994]);

export type FileSystemType = (directory: ByteString) => number;

export const fileSystemType: FileSystemType = (directory) => statfsSync(fsPath(directory)).type;

export const keepsCtime = (type: number): boolean => KEEPERS.has(type >>> 0);

/** A kernel's clock for files lags by up to a tick, and ctime is cut to seconds: two of them are clearly older. */
const MARGIN = 2;

/**
 * The recorded ctime (seconds) below which the hashes of a revision may be taken over. A file that changes after the
 * moment for which the tree stands gets a ctime of that moment or later, so a ctime clearly before it cannot be met again.
 * A revision that does not say its moment (the original's do not) proves nothing.
 */
export function trustedBefore(base: Revision): number {
  const tag = base.tags[AS_OF_TAG];
  if (tag === undefined) return Number.NEGATIVE_INFINITY;
  try {
    return parseInstant(tag) - MARGIN + 1;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}

/** How long `sha1 f572d3... ` is. */
const LENGTHS: { readonly [digest in Digest]: number } = { sha1: 46, sha256: 72 };

/**
 * Whether a base revision's line is the file's line of now but for the digests in it: the quick answer for nearly all.
 *
 * @param fresh the file's line without digests, with its LF
 */
export function isSameLine(line: string, fresh: string, digests: readonly Digest[]): boolean {
  const start = fresh.lastIndexOf(" size ") + 1;
  let at = start;
  for (const digest of digests) {
    if (!line.startsWith(`${digest} `, at)) return false;
    at += LENGTHS[digest];
    if (line.charCodeAt(at - 1) !== 0x20) return false;
  }
  if (line.length - at !== fresh.length - 1 - start) return false;
  return line.startsWith(fresh.slice(0, start)) && line.endsWith(fresh.slice(start, -1));
}

/**
 * The digests of a base revision's line, as `sha1 f572d3... `, when they still hold for the file: same kind, inode, ctime
 * and size, and every digest there.
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
      case digests[found]:
        text += `${digests[found++]} ${value} `;
        break;
    }
  }
  return same === 4 && found === digests.length ? text : undefined;
}
