import type { Access } from "../access.ts";
import type { ArchiveSource, Extraction } from "../commands.ts";
import type { PreviousArchive } from "./count.ts";
import type { TornCache } from "./discard.ts";

export type UpkeepInput = { readonly access: Access };

/** The source and the owner of the archive. Its time is that of the run. */
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
  /** The files of rdump itself in the tree, relative to its root. */
  readonly integrityFiles: readonly string[];
  readonly tornCache: TornCache;
  /** The path of the machine record in the tree; absent: the volume has none. */
  readonly machineRecord?: string;
};

export type NamedArchive = { readonly id: string; readonly name: string };

/** The archives to delete: exactly these, by name, while each still has its identity. */
export type DeleteInput = {
  readonly access: Access;
  /** At least one: without names, borg would delete the repository. */
  readonly points: readonly [NamedArchive, ...NamedArchive[]];
  readonly tornCache: TornCache;
};

export type InitInput = {
  readonly access: Access;
  /** An unfinished repository is in its place, and is renamed first. */
  readonly unfinished: boolean;
};

export type ExtractInput = Extraction;
