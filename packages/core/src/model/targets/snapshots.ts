import type { Scheduled } from "./scheduled.ts";

/** Snapshots on the source's own pool. */
export interface SnapshotsTarget extends Scheduled {
  readonly kind: "snapshots";
  readonly targetType: "snapshots/zfs";
}
