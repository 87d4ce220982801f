import type { Every } from "./every.ts";
import type { KeepRules } from "./keep.ts";

/** The rules of this host for the points that a sender delivered. */
export interface ServedPoints {
  readonly keep: KeepRules;
  /** How often a point is expected from the sender. */
  readonly every: Every;
  /** The digest of the machine of the sender, as in its marks. */
  readonly machine: string;
}

/** What a sender on another host may do on this one, by its name in the config. */
export interface ServeGrant {
  readonly name: string;
  /** The `id` of the config of the sender. */
  readonly owner: string;
  /** Its replicas are below this dataset. */
  readonly below: string;
  /** Its replicas must be encrypted, with keys that are not here. */
  readonly raw: boolean;
  /** It may destroy its expired snapshots. */
  readonly destroy: boolean;
  /** Its streams can arrive compressed; absent: they cannot. */
  readonly compression?: "zstd";
  /** Absent: runs of this host destroy none of its points. */
  readonly points?: ServedPoints;
}
