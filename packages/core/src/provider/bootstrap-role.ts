import type { ReadIo, RunIo } from "../io/capability.ts";
import type { RecordedMachine } from "../model/machine-record.ts";
import type { Mark, Point } from "../model/point.ts";
import type { Repository } from "../model/repository.ts";

/** Looks at a repository of which nothing is known but its location and its secret. It changes nothing in it. */
export interface BootstrapRole {
  /** The location has a repository of this type, as far as can be seen without opening it. */
  recognizes(location: string, io: ReadIo): Promise<boolean>;
  /** The archives with a mark of rdump, of all owners. Rejects with a `Failure` if they cannot be listed. */
  archives(repository: Repository, io: ReadIo): Promise<readonly MarkedArchive[]>;
  /** The content of one file of an archive. Rejects with a `Failure` if it cannot be read or is larger than `most` bytes. */
  file(
    repository: Repository,
    archive: Pick<Point, "id" | "name">,
    path: string,
    most: number,
    io: BootstrapIo,
  ): Promise<Buffer>;
}

/** Some programs cannot print one file of an archive, only extract it. */
export interface BootstrapIo extends RunIo {
  /** A directory for extracted files, which no other user can enter. The caller removes it. */
  readonly directory: string;
}

/** An archive, and what its comment says. */
export interface MarkedArchive {
  readonly mark: Mark;
  readonly point: Point;
  /** Null: the archive has no machine record. */
  readonly record: RecordedMachine | null;
}
