import type { Access } from "../../access.ts";
import type { ArchivePlace } from "../../actions/damage.ts";
import type { ArchiveInput, ChainInput } from "../../actions/inputs.ts";

/** A file system that is read as a whole, from a snapshot of its logical volume. */
export type WholeSource = {
  /** Where the snapshot is mounted. */
  readonly path: string;
  /** Its block device. */
  readonly device: string;
  /** The level of zstd. */
  readonly compression: number;
};

export type WholeInput = ArchiveInput & {
  readonly source: WholeSource;
  /** As in the input of tar. */
  readonly levels: ChainInput | null;
};

export type WholeRestoreInput = ArchivePlace & {
  readonly access: Access;
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
};
