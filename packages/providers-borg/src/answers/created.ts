import type { Instant, Moved } from "@rdump/core/provider";
import { parseTime } from "./listing.ts";
import { countOf, fieldsOf, isId, parseJson } from "./shape.ts";

/** What `borg create --json` says of the archive that it made. */
export interface CreatedArchive {
  readonly id: string;
  readonly time: Instant | null;
  readonly moved: Moved;
}

/** Null when it is not what borg prints. */
export function parseCreated(stdout: Buffer): CreatedArchive | null {
  const archive = fieldsOf(fieldsOf(parseJson(stdout.toString("utf8"))).archive);
  if (!isId(archive.id)) return null;
  const stats = fieldsOf(archive.stats);
  const bytes = countOf(stats.original_size);
  const stored = countOf(stats.deduplicated_size);
  const files = countOf(stats.nfiles);
  const moved = {
    ...(bytes === undefined ? {} : { bytes }),
    ...(stored === undefined ? {} : { stored }),
    ...(files === undefined ? {} : { files }),
  };
  return { id: archive.id, time: parseTime(archive.start), moved };
}
