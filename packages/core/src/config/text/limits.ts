import type { PercentText } from "./scalars.ts";

/** Limits for deletions without confirmation. A volume that does not declare a limit uses the limit of the config. */
export interface VolumeLimitsText {
  /**
   * The part of a group that one plan can destroy. Default: `50%`; in a volume, the limit of the config.
   *
   * @examples ["50%"]
   */
  destroy?: PercentText;
  /**
   * The part of its files that a source can lose. After a larger loss its mirror is not changed, and its older points
   * are kept until the loss is confirmed. Default: `50%`; in a volume, the limit of the config.
   *
   * @examples ["50%"]
   */
  shrink?: PercentText;
}
