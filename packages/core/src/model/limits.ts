/**
 * Fractions of one, without confirmation: the part of a group that one plan can destroy, and the part of its files that a
 * source can lose.
 */
export interface VolumeLimits {
  readonly destroy: number;
  readonly shrink: number;
}
