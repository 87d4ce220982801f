import type { KeepChoiceText } from "../../text/keep.ts";
import type { DatasetText, EveryText, FileSizeText, RateText } from "../../text/scalars.ts";

/** A dataset that ZFS send and receive updates. */
export interface ReplicaText {
  dataset: DatasetText;
  /**
   * The host of the dataset, a name in `ssh`. Default: this host.
   *
   * @examples ["vaco.example"]
   */
  host?: string;
  /** Schedule. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /** The snapshots of the replica to keep. Default: all. */
  keep?: KeepChoiceText;
  /**
   * Every snapshot of the source after the base is sent too (`zfs send -I`), also those of other programs. Default: only
   * the snapshot of the run.
   *
   * @default false
   */
  intermediates?: boolean;
  /**
   * The maximum rate of a stream, by mbuffer. With `compression`, of the compressed stream.
   *
   * @examples ["10 MiB/s"]
   */
  rateLimit?: RateText;
  /** The stream is compressed on its way to or from another host. Both hosts need the program zstd. Default: no compression. */
  compression?: "zstd";
  /**
   * Memory for the stream between `zfs send` and `zfs receive`, by mbuffer on this host. Default: none.
   *
   * @examples ["256 MiB"]
   */
  buffer?: FileSizeText;
}
