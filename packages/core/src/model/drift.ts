import type { Address } from "./address.ts";

/** A point that a run made, as drift names it; `time` as `2026-11-22T20:06:40Z`. */
export interface MissingPoint {
  readonly id: string;
  readonly name: string;
  readonly time: string;
  /** The run that made it. */
  readonly run: string;
}

export interface RepositoryIdentity {
  readonly id: string;
  readonly encryption: string;
}

/**
 * A difference between what runs made and what exists, which no run caused. `gone`: a full listing does not show the
 * points. `unmarked`: they exist, and their mark was removed or changed. `repository`: another repository is in the place,
 * or its encryption changed. `disk`: the source of a volume is on another file system; both are named by UUID.
 */
export type Drift =
  | { readonly kind: "gone" | "unmarked"; readonly address: Address; readonly points: readonly MissingPoint[] }
  | {
      readonly kind: "repository";
      readonly address: Address;
      readonly was: RepositoryIdentity;
      readonly is: RepositoryIdentity;
    }
  | SourceDrift;

export interface SourceDrift {
  readonly kind: "disk";
  /** The volume. */
  readonly address: Address;
  readonly was: string;
  readonly is: string;
}

export function isSourceDrift(drift: Drift): drift is SourceDrift {
  return drift.kind === "disk";
}
