import { type Mark, plain, spoken } from "@rdump/core/provider";

/** No archive that rdump makes has a longer comment; what is longer is not worth reading. */
const LONGEST_COMMENT = 4096;
const MARK = /^rdump owner=(\S+) volume=(\S+)(?: machine=([0-9a-f]{16}))? run=([A-Za-z0-9._-]+)$/;

/**
 * The comment that makes an archive rdump's own: `rdump owner=ID volume=VOLUME machine=DIGEST run=RUN`. Owner and
 * volume are written so that neither a space nor one of borg's `{placeholders}` can be in them. Version 0.1 wrote no
 * machine.
 */
export function markText(mark: Mark): string {
  const machine = mark.machine === null ? "" : ` machine=${mark.machine}`;
  return `rdump owner=${plain(mark.owner)} volume=${plain(mark.volume)}${machine} run=${mark.run}`;
}

/** Parses a comment; null if it is not exactly the output of `markText`. */
export function parseMark(comment: string): Mark | null {
  if (comment.length > LONGEST_COMMENT) return null;
  const [, owner, volume, machine = null, run] = MARK.exec(comment) ?? [];
  if (owner === undefined || volume === undefined || run === undefined) return null;
  const mark = { owner: spoken(owner), volume: spoken(volume), machine, run };
  return mark.owner === null || mark.volume === null || markText(mark as Mark) !== comment ? null : (mark as Mark);
}
