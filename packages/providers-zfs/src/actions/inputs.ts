import type { Claim } from "@rdump/core/provider";
import type { MissingParent, Setting } from "../naming/settings.ts";
import type { Base } from "../replica/lineage.ts";

export type CloneInput = {
  readonly owner: string;
  /** The clone's. */
  readonly dataset: string;
  /** The volume's. */
  readonly source: string;
  /**
   * Behind the `@`: a point that is there; `this run`: the one that this run made; `own`: a snapshot made for the
   * clone.
   */
  readonly from: { readonly point: string } | "this run" | "own";
  /** The clone to replace, its origin, and whether changes of its users prevent that. */
  readonly replaces: { readonly guid: string; readonly origin: string; readonly asks: boolean } | null;
  readonly unfinished: boolean;
  /** The missing parent datasets, the outermost first. */
  readonly parents: readonly MissingParent[];
  readonly settings: readonly Setting[];
  /** Snapshots of former clones that are no longer needed, after their `@`. */
  readonly orphans: readonly string[];
};

export type CompanionInput = { readonly owner: string; readonly dataset: string };

export type CreateInput = {
  readonly owner: string;
  readonly dataset: string;
  /** The datasets to create first, the outermost first. */
  readonly parents: readonly MissingParent[];
};

/**
 * By name and identity; with the name of its companion, where it has one. `adopted`: the config declares it as own, and no
 * rdump made it.
 */
export type ExpiredPoint = {
  readonly name: string;
  readonly guid: string;
  readonly companion: string | null;
  readonly adopted?: true;
};

export type DestroyInput = {
  readonly owner: string;
  /** The owners whose marks count. Absent in journals of version 0.1: the owner alone. */
  readonly owners?: readonly string[];
  readonly dataset: string;
  /** Of the dataset, a name in `ssh` of the config; absent: this host. */
  readonly host?: string;
  readonly points: readonly ExpiredPoint[];
};

/** A source's own snapshot. */
export type PointInput = {
  readonly owner: string;
  readonly dataset: string;
  /** As in `DestroyInput`. */
  readonly host?: string;
};

export type PropertiesInput = {
  readonly owner: string;
  /** As in `DestroyInput`. */
  readonly owners?: readonly string[];
  readonly dataset: string;
  readonly guid: string;
  readonly settings: readonly Setting[];
};

/** The snapshot of a source: by name and identity, or the one that this run makes. */
export type SentSnapshot = { readonly name: string; readonly guid: string } | "this run";

export type SendInput = {
  readonly owner: string;
  readonly source: string;
  /** Of the source, a name in `ssh` of the config; absent: this host. */
  readonly sourceHost?: string;
  /** The dataset of the replica. */
  readonly target: string;
  /** Of the replica, a name in `ssh` of the config; absent: this host. */
  readonly host?: string;
  readonly snapshot: SentSnapshot;
  /** The newest snapshot of the replica, and how the source has it. Null: a full stream into a new dataset. */
  readonly base: Base | null;
  /** Of an interrupted receive, which this step finishes. */
  readonly token: string | null;
  readonly raw: boolean;
  readonly embeds: boolean;
  /** The datasets to create first, the outermost first. */
  readonly parents: readonly string[];
  /** The longest time in seconds in which nothing moves. */
  readonly stall: number;
  /** Of the hold on the snapshot of the source; absent: the tag of this replica alone. */
  readonly tag?: string;
  /** The snapshots of the source between the base and this one are sent too. */
  readonly intermediates?: true;
  /** Those that the source had when the plan was made: a broken stream can end at any of them. */
  readonly between?: readonly string[];
  readonly stages?: StreamStages;
  /** An earlier action (`HoldInput`) set the holds of the first stream; absent: this action sets them. */
  readonly held?: true;
  /** Snapshots of the source that are sent before, oldest first, each by a stream of its own; absent: none. */
  readonly steps?: readonly { readonly name: string; readonly guid: string }[];
};

/** The hold on the snapshot of a source while it is sent. */
export type HoldInput = {
  readonly source: string;
  /** As in `SendInput`. */
  readonly sourceHost?: string;
  /** The dataset of the replica, for messages. */
  readonly target: string;
  readonly tag: string;
  readonly snapshot: SentSnapshot;
  /** As in `SendInput`. */
  readonly between?: readonly string[];
  /** Snapshots that have the hold, and that no stream needs. */
  readonly stale?: readonly string[];
};

/** Optional programs between `zfs send` and `zfs receive`. */
export type StreamStages = {
  /** Bytes per second. */
  readonly rateLimit?: number;
  readonly compression?: "zstd";
  /** Bytes of memory. */
  readonly buffer?: number;
};

export type SettleInput = {
  readonly owner: string;
  readonly source: string;
  /** As in `SendInput`. */
  readonly sourceHost?: string;
  readonly target: string;
  /** As in `SendInput`. */
  readonly host?: string;
  readonly snapshot: SentSnapshot;
  /** The replica must be made read-only. */
  readonly setsReadOnly: boolean;
  /** Other snapshots of the replica with the hold of a base. */
  readonly held: readonly string[];
  /** Other snapshots of the source with the hold of a stream. */
  readonly sending: readonly string[];
  /** The snapshot of the source keeps its hold: a stream with intermediates begins at no bookmark. */
  readonly holdsBase?: true;
  /** Bookmarks of the source that are no longer needed. */
  readonly bookmarks: readonly { readonly name: string; readonly guid: string }[];
  /** As in `SendInput`. */
  readonly tag?: string;
  /** The mark of how streams arrive and of the key, to be set on the replica; absent: it is right. */
  readonly stream?: string;
  /** The names of own snapshots that arrived before this one, without their marks. */
  readonly passed?: readonly string[];
};

export type RollbackInput = {
  readonly owner: string;
  readonly target: string;
  /** As in `SendInput`. */
  readonly host?: string;
  /** The newest common snapshot, behind the `@`. */
  readonly base: { readonly name: string; readonly guid: string };
  /** What is destroyed: `@NAME` or `#NAME`, newest first. `held`: it has the hold of a base. */
  readonly newer: readonly { readonly name: string; readonly guid: string; readonly held?: true }[];
  /** The bytes that were written after the newest of them, and that are lost too. */
  readonly written: number;
};

export type DiscardInput = {
  readonly owner: string;
  readonly target: string;
  /** As in `SendInput`. */
  readonly host?: string;
};

/** A snapshot, behind its `@`. */
type NamedSnapshot = { readonly name: string; readonly guid: string };

/** The snapshots of a dataset of this host that get the hold of a pin, and those that lose it. */
export type PinInput = {
  readonly dataset: string;
  readonly hold: readonly NamedSnapshot[];
  readonly release: readonly NamedSnapshot[];
};

/** A dataset that is no longer declared, with everything in it. */
export type RetireInput = {
  readonly dataset: string;
  /** As in `DestroyInput`. */
  readonly host?: string;
  readonly guid: string;
  /** The marks that count. */
  readonly claim: Claim;
  /** All snapshots of the dataset. `held`: it has the hold of a base. */
  readonly snapshots: readonly { readonly name: string; readonly guid: string; readonly held?: true }[];
  /** Where the dataset is mounted. */
  readonly mounts: readonly string[];
  /** It is mounted, and can be written. */
  readonly writable?: true;
  /** The origin of a clone, behind its `@` too, that was made for the clone alone; absent: there is none, or it stays. */
  readonly origin?: string;
};
