import type { Revision, Tags } from "../format/header.ts";
import { StoreDirectory } from "../store/directory.ts";
import { type Lock, takeLock } from "../store/lock.ts";
import type { Notice } from "../store/notice.ts";
import { placeOf } from "../store/place.ts";
import { type NoReuse, record } from "../store/record.ts";
import { bytesOfPath, type PathLike } from "./path.ts";
import type { ScanOptions } from "./read.ts";

export interface UpdateOptions extends ScanOptions {
  /** False: every file is read, as in a first scan. */
  readonly reuse?: boolean;
  /**
   * In bytes. Larger files are not read, and have no digests. It is kept with the revision, and `check` keeps to it.
   */
  readonly largest?: number;
  /** `name` becomes the revision's name, which is otherwise the time. */
  readonly tags?: Tags;
  /** The time of the tree; for a live tree the start of the scan. */
  readonly asOf?: Date;
  readonly signal?: AbortSignal;
  /** Called for notices about the surefile itself. */
  readonly onNotice?: (notice: Notice) => void;
  /** Called when every file is hashed in spite of `reuse`. */
  readonly onNoReuse?: (why: NoReuse) => void;
}

/**
 * Records a tree as a further revision of a surefile, which is made if there is none. The old file becomes the backup;
 * at every instant there is a whole file.
 *
 * @throws SureError `locked`, `corrupt`, `missing`, `usage`, `unsupported`: nothing was written then
 */
export function update(file: PathLike, directory: PathLike, options: UpdateOptions = {}): Promise<Revision> {
  return record({
    place: placeOf(bytesOfPath(file)),
    root: bytesOfPath(directory),
    reuse: options.reuse ?? true,
    tags: options.tags ?? {},
    asOf: options.asOf && Math.floor(options.asOf.getTime() / 1000),
    digests: options.sha256 ? ["sha1", "sha256"] : ["sha1"],
    xattrs: options.xattrs ?? false,
    largest: options.largest,
    threads: options.threads,
    worker: options.worker,
    signal: options.signal,
    onProblem: options.onProblem ?? (() => {}),
    onProgress: options.onProgress ?? (() => {}),
    onNotice: options.onNotice ?? (() => {}),
    onNoReuse: options.onNoReuse ?? (() => {}),
  });
}

/**
 * Locks a surefile while it is replaced in another way.
 *
 * @throws SureError `locked`
 */
export function lockSurefile(file: PathLike): Lock {
  const store = StoreDirectory.open(placeOf(bytesOfPath(file)));
  try {
    const { assertHeld, release } = takeLock(store);
    return {
      assertHeld,
      release() {
        release();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw store.named(error);
  }
}
