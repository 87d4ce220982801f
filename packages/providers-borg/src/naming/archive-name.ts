import { type Completeness, type Instant, type RunRef, suffixOf } from "@rdump/core/provider";
import { plain } from "./mark.ts";

/** Suffix of an archive until its tree is checked again after borg has read it. */
export const UNCHECKED = ".unchecked";

/** Suffix of a checked archive with missing files, which the run reported. */
export const INCOMPLETE = ".incomplete";

/**
 * `VOLUME-20261122T200640Z-1a2b`: the end of the run's id distinguishes hosts that start in the same second. A `/`
 * cannot be in an archive's name, so a child volume is written with a `+`.
 */
export function archiveName(volume: string, run: Pick<RunRef, "id" | "stamp">): string {
  return `${prefixOf(volume)}${run.stamp}-${suffixOf(run)}`;
}

function prefixOf(volume: string): string {
  return `${plain(volume).replaceAll("/", "+")}-`;
}

export interface ArchiveName {
  readonly stamp: string;
  /** The time of the stamp. */
  readonly time: Instant;
  /**
   * `invalid`: left by a borg that was interrupted, or not checked: the tree may have been taken away while it was
   * read.
   */
  readonly state: Completeness;
}

const SHAPE =
  /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-[0-9a-f]{4})?(?:(\.incomplete)|(\.unchecked)?(\.checkpoint(?:\.[1-9]\d{0,5})?)?)$/;

/**
 * What a name says when it is one that rdump, or a borg that rdump started, gives to an archive of the volume. The names
 * of version 0.1 have nothing of the run's id.
 */
export function parseArchiveName(name: string, volume: string): ArchiveName | null {
  const prefix = prefixOf(volume);
  const match = name.startsWith(prefix) ? SHAPE.exec(name.slice(prefix.length)) : null;
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, incomplete, unchecked, checkpoint] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // 30 February is read as 2 March, and hour 24 as the next day.
  if (Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day)) return null;
  const stamp = name.slice(prefix.length, prefix.length + 16);
  const isInvalid = unchecked !== undefined || checkpoint !== undefined;
  return { stamp, time, state: isInvalid ? "invalid" : incomplete === undefined ? "complete" : "incomplete" };
}
