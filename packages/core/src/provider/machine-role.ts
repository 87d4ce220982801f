import type { Tree } from "../model/scope.ts";
import type { Volume } from "../model/volume.ts";
import type { Proposal } from "./roles.ts";

/** Collects the record of the machine. */
export interface MachineRole {
  /** Pure: the action that writes the record into an opened tree. */
  record(request: MachineRequest): Proposal;
}

export interface MachineRequest {
  readonly owner: string;
  readonly volume: Volume;
  readonly tree: Tree;
  /** The path of the record, from the root of the tree. */
  readonly file: string;
  readonly host: string;
  /** The resolved config without secrets, as JSON5. */
  readonly config: string;
  /** The directory for files of the run. */
  readonly runFiles: string;
}
