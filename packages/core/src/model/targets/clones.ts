import type { Scheduled } from "./scheduled.ts";

/** A writable clone of the newest snapshot. */
export interface ClonesTarget extends Scheduled {
  readonly kind: "clones";
  readonly targetType: "clones/zfs";
  readonly dataset: string;
  /** What to do with a clone that somebody changed. */
  readonly renew: "ask" | "discard";
}
