import type { Every } from "./every.ts";

/** The schedules of archives that are differences: each goes back to a full one. */
export interface Levels {
  /** The first archive of each such period is full. */
  readonly full: Every;
  /** The schedule of targets that declare none. */
  readonly incremental: Every;
}
