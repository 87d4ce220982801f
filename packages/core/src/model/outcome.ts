/** How an action of a run was settled. `withheld`: it waits for `--allow-destroy`. */
export type Settled = "done" | "failed" | "skipped" | "withheld";

/**
 * The result of a run, the same word everywhere. `ok`: everything that is declared was done. `partial`: something was
 * done, and something failed, was skipped or withheld, or could not be planned. `failed`: nothing was done, and something
 * failed. `interrupted`: a signal stopped the run.
 */
export const RUN_RESULTS = ["ok", "partial", "failed", "interrupted"] as const;
export type RunResult = (typeof RUN_RESULTS)[number];

/** The identity and name of the point, or the repository, that was made. */
export interface Made {
  readonly id: string;
  readonly name: string;
  /** The identity of the repository that the point is in; absent where the id of the point alone is unique. */
  readonly subject?: string;
}

export interface Moved {
  /** Bytes read from the source. */
  readonly bytes?: number;
  /** Bytes that went over to the target, after compression and deduplication where it has these. */
  readonly stored?: number;
  readonly files?: number;
  /** Bytes that came free in the target. */
  readonly freed?: number;
  /** Bytes in the whole repository afterwards, after deduplication and compression, as its tool counts them. */
  readonly repositoryBytes?: number;
}

/** The progress of long work; `total` if it is known. */
export interface Progress {
  readonly bytes?: number;
  readonly totalBytes?: number;
  readonly files?: number;
  readonly totalFiles?: number;
  /** How much of the stage at hand is done, 0 to 1, where it is not counted in bytes or files. */
  readonly part?: number;
  /** A file's or a stage's name, unescaped. */
  readonly current?: string;
}
