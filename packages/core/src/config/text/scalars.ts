/**
 * A duration: a whole number and `m` (minutes), `h` (hours), `d` (days) or `w` (weeks).
 *
 * @pattern ^[0-9]+[mhdw]$
 * @examples ["90m", "6h", "30d", "2w"]
 */
export type DurationText = string;

/**
 * A schedule: a calendar period (`hourly`, `daily`, `weekly`, `monthly`, `yearly`) in the configured time zone, or a
 * duration (`6h`, `30d`) whose periods are counted from 1970-01-01T00:00:00Z.
 *
 * @pattern ^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$
 * @examples ["hourly", "daily", "weekly", "monthly", "yearly", "6h", "30d"]
 */
export type EveryText = string;

/**
 * A percentage, from `0%` to `100%`.
 *
 * @pattern ^[0-9]+(\.[0-9]+)?%$
 * @examples ["50%", "10%"]
 */
export type PercentText = string;

/**
 * The size of a classic LVM snapshot: a size with its unit, or a percentage of the origin.
 *
 * @pattern ^[0-9]+(\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$
 * @examples ["5 GiB", "500 MB", "10%ORIGIN"]
 */
export type SnapshotSizeText = string;

/**
 * A size with its unit.
 *
 * @pattern ^[0-9]+(\.[0-9]+)? ?([KMGTP]i?B|B)$
 * @examples ["256 MiB", "2 GB"]
 */
export type FileSizeText = string;

/**
 * A rate: a size with its unit, per second.
 *
 * @pattern ^[0-9]+(\.[0-9]+)? ?([KMGTP]i?B|B)/s$
 * @examples ["10 MiB/s", "500 KB/s"]
 */
export type RateText = string;

/**
 * A path from the root of the file system. `~`, globs and environment variables are not expanded.
 *
 * @pattern ^/
 */
export type AbsolutePathText = string;

/**
 * The name of a ZFS dataset, pool first.
 *
 * @examples ["tank/backup/home"]
 */
export type DatasetText = string;
