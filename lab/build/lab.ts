import type { Acceleration } from "./acceleration.ts";

/** A built lab: what a machine starts from. */
export interface Lab {
  readonly accel: Acceleration;
  readonly kernel: string;
  readonly initrd: string;
  /** The disk from which all machines start; it is only read. */
  readonly image: string;
  /** The machine as it was when it had booted. */
  readonly state: string;
  readonly key: string;
}
