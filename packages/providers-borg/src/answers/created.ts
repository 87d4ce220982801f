import { countOf, fieldsOf, type Instant, isId, type Moved, parseJson, textOf } from "@rdump/core/provider";
import { parseTime } from "./listing.ts";

/** The archive in the output of `borg create --json`. */
export interface CreatedArchive {
  readonly id: string;
  readonly time: Instant | null;
  readonly moved: Moved;
  /** As `Listing.encryption`: of the repository that the archive went into. */
  readonly encryption: string;
}

/** Null for unexpected output. */
export function parseCreated(stdout: Buffer): CreatedArchive | null {
  const answer = fieldsOf(parseJson(stdout.toString("utf8")));
  const archive = fieldsOf(answer.archive);
  if (!isId(archive.id)) return null;
  const stats = fieldsOf(archive.stats);
  const bytes = countOf(stats.original_size);
  const stored = countOf(stats.deduplicated_size);
  const files = countOf(stats.nfiles);
  // borg calls the stored size of all archives in the repository the statistics of its cache.
  const repositoryBytes = countOf(fieldsOf(fieldsOf(answer.cache).stats).unique_csize);
  const moved = {
    ...(bytes === undefined ? {} : { bytes }),
    ...(stored === undefined ? {} : { stored }),
    ...(files === undefined ? {} : { files }),
    ...(repositoryBytes === undefined ? {} : { repositoryBytes }),
  };
  const encryption = textOf(fieldsOf(answer.encryption).mode);
  return { id: archive.id, time: parseTime(archive.start), moved, encryption };
}
