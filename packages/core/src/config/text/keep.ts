import type { DurationText } from "./scalars.ts";

/**
 * Which points stay. Each rule counts periods that have a point, so a machine that was off loses nothing. A point that
 * no rule keeps is expired; without any rule nothing ever is.
 */
export interface KeepText {
  /**
   * The newest points of any age; at most one a second counts.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [3]
   */
  last?: number;
  /**
   * The newest point of each hour, for so many hours that have one.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [24]
   */
  hourly?: number;
  /**
   * The newest point of each day, for so many days that have one.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [7]
   */
  daily?: number;
  /**
   * The newest point of each ISO week, for so many weeks that have one.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [4]
   */
  weekly?: number;
  /**
   * The newest point of each month, for so many months that have one.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [12]
   */
  monthly?: number;
  /**
   * The newest point of each year, for so many years that have one.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [5]
   */
  yearly?: number;
  /** All points that are younger than this. */
  within?: DurationText;
}

/** The name of one of `policies`, or the rules themselves. */
export type KeepChoiceText = string | KeepText;
