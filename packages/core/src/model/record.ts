import type { Address } from "./address.ts";
import type { Decay } from "./decay.ts";
import { type History, type HistoryEntry, NO_HISTORY } from "./history.ts";
import type { Mark } from "./point.ts";
import type { SourceFinding } from "./shrinkage.ts";

/** A point that a run made, with its mark, as the record keeps it. */
export interface RecordedPoint extends Mark {
  readonly address: Address;
  /** The identity of the repository that holds it; null where the id of the point alone is unique. */
  readonly subject: string | null;
  /** The identity that its tool gave it. */
  readonly id: string;
  readonly name: string;
  /** `2026-11-22T20:06:40Z`. */
  readonly time: string;
  /** Its group holds one point, which each run replaces: a mirror in a directory, a clone. */
  readonly only?: true;
  /** The config adopts it: it has no run, and no mark. */
  readonly adopted?: true;
  /** The excludes of its volume that matched nothing, as they were declared; absent: its tool does not tell. */
  readonly idleExcludes?: readonly string[];
  readonly files?: number;
  readonly bytes?: number;
  /** Bytes in the whole repository after the point was made. */
  readonly repositoryBytes?: number;
  /** Files that the run could not read; absent for a complete point. */
  readonly missing?: MissingFiles;
}

export interface MissingFiles {
  readonly count: number;
  /** The first of them. */
  readonly first: readonly string[];
}

/** What a repository was when rdump last used it. */
export interface RecordedRepository {
  readonly address: Address;
  readonly id: string;
  /** As its tool names the mode; empty where the tool does not say. */
  readonly encryption: string;
}

/**
 * The file system that has the source of a volume, by its UUID. With `run`: another one was in its place when the run
 * began to make points of it. A later line without `run` accepts this file system.
 */
export interface RecordedDisk {
  readonly volume: string;
  readonly disk: string;
  readonly run?: string;
}

/** What identifies a recorded point. */
export type PointKey = Pick<RecordedPoint, "address" | "id">;

/** One line of the record. */
export type RecordLine =
  /** The time of the first entry. */
  | { readonly type: "begin"; readonly time: string }
  /** A run, written before its first action. `time`: the time of its points. */
  | { readonly type: "run"; readonly run: string; readonly time: string }
  | { readonly type: "runs"; readonly runs: readonly (readonly [run: string, time: string])[] }
  | ({ readonly type: "made" } & RecordedPoint)
  /**
   * Written before the run `by` destroys the point. `accept`: the user accepted that the point is gone. `moved`: the point
   * has another address now.
   */
  | ({ readonly type: "removed"; readonly by: string } & PointKey)
  /** An object that a repository lists. `mark` null: it has no mark of rdump. */
  | { readonly type: "seen"; readonly subject: string; readonly id: string; readonly mark: Mark | null }
  | ({ readonly type: "repository" } & RecordedRepository)
  | ({ readonly type: "disk" } & RecordedDisk)
  /** The user accepted that the points of an address that is not declared stay. */
  | { readonly type: "accepted"; readonly address: Address }
  | { readonly type: "result"; readonly result: HistoryEntry }
  | { readonly type: "finding"; readonly finding: SourceFinding }
  | { readonly type: "decay"; readonly decay: Decay };

/** By the id of each object of a repository: its mark; null: it has no mark of rdump. */
export type Marks = ReadonlyMap<string, Mark | null>;

/** What rdump made and found out, as far as the record knows. It never says what exists. */
export interface PointRecord {
  /** The time of the first entry; null: there is no record yet. */
  readonly begun: string | null;
  /** By id: the time of the points of each run. */
  readonly runs: ReadonlyMap<string, string>;
  /** Made, and neither removed by a run nor accepted as gone. By `keyOf`. */
  readonly points: ReadonlyMap<string, RecordedPoint>;
  /** By the identity of a repository. */
  readonly seen: ReadonlyMap<string, Marks>;
  /** By address. */
  readonly repositories: ReadonlyMap<Address, RecordedRepository>;
  /** In the order of the lines; absent: none. */
  readonly disks?: readonly RecordedDisk[];
  readonly accepted: ReadonlySet<Address>;
  readonly history: History;
  /** How many lines the file has. */
  readonly lines: number;
  /** Lines of a newer version, or that were damaged: kept as they are. */
  readonly unknown: readonly string[];
}

/** Before the first entry. */
export const NO_RECORD: PointRecord = {
  begun: null,
  runs: new Map(),
  points: new Map(),
  seen: new Map(),
  repositories: new Map(),
  accepted: new Set(),
  history: NO_HISTORY,
  lines: 0,
  unknown: [],
};

export function keyOf({ address, id }: PointKey): string {
  return `${address} ${id}`;
}

/** The times of runs, as they are in the names of snapshots. */
export function stampsOf(runs: PointRecord["runs"]): ReadonlySet<string> {
  return new Set(Array.from(runs.values(), (time) => time.replaceAll(/[-:]/g, "")));
}
