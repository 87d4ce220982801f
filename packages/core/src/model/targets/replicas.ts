import type { Scheduled } from "./scheduled.ts";

/** A dataset kept by send and receive; `host` null is this one. */
export interface ReplicasTarget extends Scheduled {
  readonly kind: "replicas";
  readonly targetType: "replicas/zfs";
  readonly dataset: string;
  readonly host: string | null;
  /** The snapshots between the base and the newest one are sent too; absent: only the newest. */
  readonly intermediates?: true;
  /** Bytes per second; absent: no limit. */
  readonly rateLimit?: number;
  /** Only where the stream leaves this host; absent: none. */
  readonly compression?: "zstd";
  /** Bytes of memory between sender and receiver; absent: none. */
  readonly buffer?: number;
}
