import type { RunRef } from "../../model/run.ts";
import { suffixOf } from "../../model/run.ts";

/** Suffix of an archive until its tree is checked again after it was read. */
export const UNCHECKED = ".unchecked";

/** Suffix of a checked archive with missing files, which the run reported. */
export const INCOMPLETE = ".incomplete";

/**
 * `VOLUME-20261122T200640Z-1a2b`: the end of the run's id distinguishes hosts that start in the same second. A `/`
 * cannot be in an archive's name, so a child volume is written with a `+`.
 */
export function archiveName(volume: string, run: Pick<RunRef, "id" | "stamp">): string {
  return `${archivePrefix(volume)}${run.stamp}-${suffixOf(run)}`;
}

export function archivePrefix(volume: string): string {
  return `${plain(volume).replaceAll("/", "+")}-`;
}

/** A name in letters that archivers, a shell and a file system take as they are; others as `%` and two digits a byte. */
export function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9._/-]/gu, (character) =>
    Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}

/** The name behind the output of `plain`; null if it is none. */
export function spoken(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
