import type { Address } from "./address.ts";
import { isIso } from "./instant.ts";
import { isObject } from "./json.ts";
import { type PathText, unescapedPath } from "./recorded.ts";

/** A file of a source whose content changed although inode, size, mtime and ctime did not: a decay of its disk. */
export interface DecayedFile extends PathText {
  /** The SHA-1 of the last good content. */
  readonly good: string;
  /** The SHA-1 of the content now; null: it cannot be read. */
  readonly now: string | null;
  /** The time of the last integrity data with the good content, `2026-11-22T20:06:40Z`. */
  readonly asOf: string;
  /** The user accepted the content as it is now. */
  readonly accepted?: true;
}

/** The decayed files that an action found in the tree of a volume: all that are so now. */
export interface DecayedTree {
  readonly count: number;
  /** The first of them. */
  readonly files: readonly DecayedFile[];
  /** The tree changes while it is read: a program can write through a mapping of the file without a new ctime. */
  readonly isLive: boolean;
  /** How many files were decayed before, and are good, written or deleted. Absent: all others. */
  readonly ended?: number;
  /** The tree was not read to its end: the others can be decayed, too. */
  readonly isPartial?: true;
  /** How many more were accepted together with others. Absent: none. */
  readonly accepted?: number;
  /** The latest `asOf` of all files that are counted. Absent: there are none. */
  readonly newest?: string;
}

/** The decayed files of a volume, as a run found them. A later finding about the volume replaces it. */
export interface Decay {
  readonly owner: string;
  readonly volume: string;
  /** The address of the integrity data. */
  readonly by: Address;
  /** The run that found it first, and its time. */
  readonly run: string;
  readonly time: string;
  /** None: all files are good, written or deleted again. */
  readonly count: number;
  readonly files: readonly DecayedFile[];
  /** The tree was live, so it can have been a write. */
  readonly suspected?: true;
  /** The latest `asOf` of all files that are counted; absent: not known. */
  readonly newest?: string;
  /** The user accepted all files that decayed until then: those whose `asOf` is not later. They are not counted. */
  readonly acceptedUntil?: string;
  /** How many these were. */
  readonly accepted?: number;
}

/** More are counted, and not kept by name. */
export const MOST_DECAYED = 1000;

/** In characters of JSON: a record has the files of a decay in one line. */
const MOST_IN_LINE = 768 * 1024;

/** Behind each file: a comma, and that it is accepted. */
const BEHIND = ',"accepted":true'.length + 1;

/** The first of these files, as many as a record can keep by name. */
export function keptByName(files: readonly DecayedFile[]): readonly DecayedFile[] {
  let length = 0;
  const end = files.findIndex((file, index) => {
    length += JSON.stringify(file).length + BEHIND;
    return index >= MOST_DECAYED || length > MOST_IN_LINE;
  });
  return end < 0 ? files : files.slice(0, end);
}

/** What a copy leaves as it is. */
export interface DecayedPaths {
  /** From the root of the tree, one character for each byte. */
  readonly paths: readonly string[];
  /** There are more. */
  readonly isCut: boolean;
  readonly isSuspected: boolean;
  /** As in `Decay`; null: only files that are named were accepted. */
  readonly acceptedUntil: string | null;
}

export const NONE_DECAYED: DecayedPaths = { paths: [], isCut: false, isSuspected: false, acceptedUntil: null };

export function openCount({ count, files }: Pick<Decay, "count" | "files">): number {
  return count - files.filter(({ accepted }) => accepted === true).length;
}

export function openFiles({ files }: Pick<Decay, "files">): readonly DecayedFile[] {
  return files.filter(({ accepted }) => accepted !== true);
}

export function decayedPathsOf(decay: Decay | undefined): DecayedPaths {
  if (decay === undefined) return NONE_DECAYED;
  return {
    paths: openFiles(decay).map(bytesOf),
    isCut: decay.count > decay.files.length,
    isSuspected: decay.suspected === true,
    acceptedUntil: decay.acceptedUntil ?? null,
  };
}

function bytesOf({ path, bytes }: PathText): string {
  if (bytes === undefined) return Buffer.from(path, "utf8").toString("latin1");
  return unescapedPath(bytes);
}

/** A decay of a line that was read back; null for anything else. */
export function readDecay(value: unknown): Decay | null {
  if (!isObject(value)) return null;
  const { owner, volume, by, run, time, count, files, suspected, newest, acceptedUntil, accepted } = value;
  const known =
    [owner, volume, by, run].every((each) => typeof each === "string") &&
    isIso(time) &&
    Number.isSafeInteger(count) &&
    (suspected === undefined || suspected === true) &&
    [newest, acceptedUntil].every((each) => each === undefined || isIso(each)) &&
    (accepted === undefined || Number.isSafeInteger(accepted)) &&
    Array.isArray(files) &&
    files.length <= MOST_DECAYED &&
    files.length <= Number(count) &&
    files.every(isFile);
  return known ? (value as unknown as Decay) : null;
}

function isFile(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, bytes, good, now, asOf, accepted } = value;
  return (
    typeof path === "string" &&
    (bytes === undefined || typeof bytes === "string") &&
    isSha1(good) &&
    (now === null || isSha1(now)) &&
    isIso(asOf) &&
    (accepted === undefined || accepted === true)
  );
}

export function isSha1(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{40}$/.test(value);
}
