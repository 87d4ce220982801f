import type { Access } from "../access.ts";
import type { ArchiveSource } from "../commands.ts";
import type { PreviousArchive } from "./count.ts";
import type { TornCache } from "./discard.ts";

export type UpkeepInput = { readonly access: Access };

/** What is archived, and whose it is. The time is the run's. */
export type CreateInput = {
  readonly access: Access;
  readonly owner: string;
  readonly volume: string;
  readonly source: Omit<ArchiveSource, "leftOut">;
  /** The directory for files of the run. */
  readonly runFiles: string;
  /** The tree may change while it is read. */
  readonly live: boolean;
  /** The newest complete archive of the volume; null when there is none. */
  readonly previous: PreviousArchive | null;
  /** What rdump itself puts into the tree, from its root. */
  readonly integrityFiles: readonly string[];
  readonly tornCache: TornCache;
};

export type NamedArchive = { readonly id: string; readonly name: string };

/** What is deleted: exactly these, by name, while each still has its identity. */
export type DeleteInput = {
  readonly access: Access;
  /** One at least: borg takes a call without names for one to delete the repository. */
  readonly points: readonly [NamedArchive, ...NamedArchive[]];
  readonly tornCache: TornCache;
};

export type InitInput = {
  readonly access: Access;
  /** An unfinished repository is in its place, and is renamed first. */
  readonly unfinished: boolean;
};
