import type { Stats } from "node:fs";
import type { FileFacts } from "./facts.ts";

/** Why a readable file is recorded without digests: codes of problems of the kind `hash`. */
export const TOO_LARGE = "LARGE";
const NEARLY_EMPTY = "SPARSE";

/** `--largest` without a value: every file is read. */
export const NO_LARGEST = Number.POSITIVE_INFINITY;

/** Of files above this size, in bytes, one that has less than a thousandth of it on the disk is not read. */
const HUGE = 2 ** 40;
const FRACTION = 1000;

/** What `st_blocks` counts in. */
const BLOCK = 512;

/**
 * A file of any size can be created without space: all of it can be a hole. Reading 8 EiB of zeros takes two hundred
 * years, so every user who can write to the tree could prevent the end of every scan.
 *
 * @returns undefined for a file that must be read
 */
export function whyNotRead(stats: Stats, { size }: FileFacts, largest: number): string | undefined {
  if (size > largest) return TOO_LARGE;
  if (size > HUGE && stats.blocks * BLOCK < stats.size / FRACTION) return NEARLY_EMPTY;
  return undefined;
}
