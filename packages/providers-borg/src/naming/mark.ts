import { type Mark, plain, type RecordedMachine, spoken } from "@rdump/core/provider";

/** No archive that rdump makes has a longer comment; what is longer is not worth reading. */
const LONGEST_COMMENT = 4096;
const MARK =
  /^rdump owner=(\S+) volume=(\S+)(?: machine=([0-9a-f]{16}))? run=([A-Za-z0-9._-]+)(?: record=([0-9a-f]{64}):(\S+))?$/;

/**
 * The comment that makes an archive rdump's own: `rdump owner=ID volume=VOLUME machine=DIGEST run=RUN`. Owner and
 * volume are written so that neither a space nor one of borg's `{placeholders}` can be in them. Version 0.1 wrote no
 * machine. An archive with a machine record has its digest and path at the end: ` record=SHA256:PATH`.
 */
export function markText(mark: Mark, record: RecordedMachine | null = null): string {
  const machine = mark.machine === null ? "" : ` machine=${mark.machine}`;
  const recorded = record === null ? "" : ` record=${record.digest}:${plain(record.path)}`;
  return `rdump owner=${plain(mark.owner)} volume=${plain(mark.volume)}${machine} run=${mark.run}${recorded}`;
}

/** Parses a comment; null if it is not exactly the output of `markText`. */
export function parseMark(comment: string): Mark | null {
  return parseComment(comment)?.mark ?? null;
}

/** The machine record that an archive with this comment contains; null if there is none. */
export function parseRecorded(comment: string): RecordedMachine | null {
  return parseComment(comment)?.record ?? null;
}

interface Comment {
  readonly mark: Mark;
  readonly record: RecordedMachine | null;
}

function parseComment(comment: string): Comment | null {
  if (comment.length > LONGEST_COMMENT) return null;
  const [, owner, volume, machine = null, run, digest, recorded] = MARK.exec(comment) ?? [];
  if (owner === undefined || volume === undefined || run === undefined) return null;
  const mark = { owner: spoken(owner), volume: spoken(volume), machine, run };
  if (mark.owner === null || mark.volume === null) return null;
  const path = recorded === undefined ? null : spoken(recorded);
  const record = digest === undefined || path === null ? null : { digest, path };
  return markText(mark as Mark, record) === comment ? { mark: mark as Mark, record } : null;
}
