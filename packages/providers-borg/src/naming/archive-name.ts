import type { Completeness, Instant } from "@rdump/core/provider";

export interface ArchiveName {
  /** `20261122T200640Z`. */
  readonly stamp: string;
  /**
   * `invalid`: left by a borg that was interrupted, or not checked: the tree may have been taken away while it was
   * read.
   */
  readonly state: Completeness;
}

/** Without groups: a repository can have 100,000 archives. */
const SHAPE =
  /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?:[0-5]\d){2}Z(?:-[0-9a-f]{4})?(?:\.incomplete|(?:\.unchecked)?(?:\.checkpoint(?:\.[1-9]\d{0,5})?)?)$/;
const STAMP = 16;
const INCOMPLETE = ".incomplete";
const SUFFIX = "-1a2b";

/**
 * What a name says when it is one that rdump, or a borg that rdump started, gives to an archive of the volume with this
 * prefix (`archivePrefix`). The names of version 0.1 have nothing of the run's id.
 */
export function parseArchiveName(name: string, prefix: string): ArchiveName | null {
  if (!name.startsWith(prefix)) return null;
  const rest = name.slice(prefix.length);
  if (!SHAPE.test(rest)) return null;
  const stamp = rest.slice(0, STAMP);
  // Every month has 28 days. Date.parse reads 30 February as 2 March.
  const day = stamp.slice(6, 8);
  if (day > "28" && new Date(timeOfStamp(stamp)).getUTCDate() !== Number(day)) return null;
  if (rest.length <= STAMP + SUFFIX.length) return { stamp, state: "complete" };
  return { stamp, state: rest.endsWith(INCOMPLETE) ? "incomplete" : "invalid" };
}

/** The time of the stamp in a name. */
export function timeOfStamp(stamp: string): Instant {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

/** True for a checkpoint: borg gives it neither the comment nor the time of the final archive. */
export function isCheckpointName(name: string): boolean {
  return name.includes(".checkpoint") && /-\d{8}T\d{6}Z(-[0-9a-f]{4})?(\.unchecked)?\.checkpoint(\.\d+)?$/.test(name);
}
