import type { ArchiveInput, ChainInput } from "../../actions/inputs.ts";
import type { ArchiveSource } from "./commands.ts";
import type { Restoration } from "./extraction.ts";

/** The source and the owner of the archive. Its time is that of the run. */
export type CreateInput = ArchiveInput & {
  readonly source: Omit<ArchiveSource, "leftOut" | "state">;
  /** Null: each archive of the repository is full. */
  readonly levels: ChainInput | null;
  /** The directory for files of the run. */
  readonly runFiles: string;
  /** The tree may change while it is read. */
  readonly live: boolean;
};

export type RestoreInput = Restoration;
