import type { DurationText } from "./scalars.ts";

/**
 * The points to keep. Each rule counts periods that have a point, so a machine that was off loses no points. A point
 * that no rule keeps is expired. Without rules no point expires.
 */
export interface KeepText {
  /**
   * This number of newest points, of any age. Of several points of the same second, one counts.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [3]
   */
  last?: number;
  /**
   * The newest point of each hour, for this number of hours with a point.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [24]
   */
  hourly?: number;
  /**
   * The newest point of each day, for this number of days with a point.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [7]
   */
  daily?: number;
  /**
   * The newest point of each ISO week, for this number of weeks with a point.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [4]
   */
  weekly?: number;
  /**
   * The newest point of each month, for this number of months with a point.
   *
   * @TJS-type integer
   * @minimum 0
   * @maximum 1000000
   * @examples [12]
   */
  monthly?: number;
  /**
   * The newest point of each year, for this number of years with a point.
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

/** A name in `policies`, or the rules themselves. */
export type KeepChoiceText = string | KeepText;
