import { archivePrefix, type Completeness, type Instant } from "@rdump/core/provider";

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
  const prefix = archivePrefix(volume);
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
