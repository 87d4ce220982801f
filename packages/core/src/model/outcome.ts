/** How an action of a run was settled. `withheld`: it waits for `--allow-destroy`. */
export type Settled = "done" | "failed" | "skipped" | "withheld";

/** How a run ended: `failed` when anything in it failed or a scope stayed open, `stopped` when it was interrupted. */
export type RunEnd = "done" | "failed" | "stopped";

/** The identity and name of the point, or the repository, that was made. */
export interface Made {
  readonly id: string;
  readonly name: string;
}

export interface Moved {
  /** Bytes read from the source. */
  readonly bytes?: number;
  /** Bytes that went over to the target, after compression and deduplication where it has these. */
  readonly stored?: number;
  readonly files?: number;
  /** Bytes that came free in the target. */
  readonly freed?: number;
}

/** What long work has moved so far; `total` where it is known. */
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
