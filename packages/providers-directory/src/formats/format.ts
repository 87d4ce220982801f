import type {
  Command,
  CreateRequest,
  Diagnostic,
  Group,
  Json,
  Mount,
  Outcome,
  Provider,
  RunIo,
  Tree,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { ArchivePlace } from "../actions/damage.ts";
import type { ArchiveInput, ChainInput } from "../actions/inputs.ts";
import type { FilePlace } from "../commands.ts";
import type { FormatName } from "./names.ts";

/** A program that makes archives: how it is called, and what it cannot do. Each has a folder with one of these. */
export interface ArchiveFormat {
  readonly name: FormatName;
  /** Variables that its programs read. */
  readonly shielded: readonly string[];
  readonly actions: Provider["actions"];
  /** Whether the attributes of the root of the volume can be restored. */
  readonly restoresRoot: boolean;
  /** Pure: why no archive can be made of the source of a group; null: it is possible. `mounts`: of this machine. */
  obstacle(group: Group, mounts: readonly Mount[]): Diagnostic | null;
  /** Pure. */
  archive(request: NewRequest): Work;
  /** How one file of an archive is read without a restore. */
  readonly file:
    | { readonly print: (access: Access, archive: FilePlace, path: string) => Command }
    | { readonly extract: (request: FileRequest, io: RunIo) => Promise<Outcome> };
  /** Pure. */
  extraction(request: ExtractRequest): Work;
}

export interface FileRequest {
  readonly access: Access;
  readonly place: ArchivePlace;
  /** An existing, empty directory. */
  readonly to: string;
  readonly path: string;
}

export interface Work {
  readonly kind: string;
  readonly input: { readonly [name: string]: Json };
}

export interface NewRequest {
  readonly common: ArchiveInput;
  readonly group: CreateRequest["group"];
  readonly tree: Tree;
  /** The level of zstd. */
  readonly compression: number;
  /** The directory for files of the run. */
  readonly runFiles: string;
  /** As in the input of tar. */
  readonly levels: ChainInput | null;
}

export interface ExtractRequest {
  readonly access: Access;
  readonly place: ArchivePlace;
  /** The archives that it is a difference to, the full one first. */
  readonly before: readonly ArchivePlace[];
  /** An existing directory. */
  readonly to: string;
  /** From the root of the volume; empty: everything. */
  readonly paths: readonly string[];
  /** Paths that are restored in addition to `paths`, if the archive has them. */
  readonly also: readonly string[];
  /** Only the attributes of the root of the volume, which the directory gets. */
  readonly rootOnly: boolean;
}
