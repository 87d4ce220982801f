import type { Scheduled } from "./scheduled.ts";

/** A writable clone of the newest snapshot. */
export interface ClonesTarget extends Scheduled {
  readonly kind: "clones";
  readonly targetType: "clones/zfs";
  readonly dataset: string;
  /** The treatment of a clone that users changed. */
  readonly renew: "ask" | "discard";
}
