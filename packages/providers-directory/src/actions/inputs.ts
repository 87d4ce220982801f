import type { ReadFrom } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { FormatName } from "../formats/names.ts";

export type InitInput = { readonly access: Access };

/** A new archive, in any format. Its time is that of the run. */
export type ArchiveInput = {
  readonly access: Access;
  readonly owner: string;
  readonly volume: string;
  /** The newest complete archive of the volume, by the directory and the name of its files; null when there is none. */
  readonly previous: { readonly directory: string; readonly base: string } | null;
  /** Archives whose unfinished files are removed first, since the disk may be full. Runs of this machine left them. */
  readonly unfinished: readonly string[];
  /** The files of rdump itself in the tree, relative to its root. */
  readonly integrityFiles: readonly string[];
  /** The path of the machine record in the tree; absent: the archive has none. */
  readonly machineRecord?: string;
};

/** The archive that the new one is a difference to, if it can be. */
export type ChainLink = { readonly directory: string; readonly base: string; readonly id: string };

/** The place of a new archive in a chain. `base`: null for a full archive. */
export type ChainInput = { readonly base: ChainLink | null; readonly readFrom: ReadFrom };

export type NamedArchive = { readonly id: string; readonly name: string };

/** The archives to delete: exactly these, by id and name. */
export type DeleteInput = {
  readonly access: Access;
  /** Below the location. */
  readonly directory: string;
  /** Absent: tar. */
  readonly format?: FormatName;
  readonly points: readonly [NamedArchive, ...NamedArchive[]];
};
