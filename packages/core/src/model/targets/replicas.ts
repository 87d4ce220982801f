import type { Scheduled } from "./scheduled.ts";

/** A dataset kept by send and receive; `host` null is this one. */
export interface ReplicasTarget extends Scheduled {
  readonly kind: "replicas";
  readonly targetType: "replicas/zfs";
  readonly dataset: string;
  readonly host: string | null;
}
