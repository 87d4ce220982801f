/** The record of the machine, and the tree that it is written into. */
export type MachineInput = {
  readonly owner: string;
  readonly volume: string;
  readonly host: string;
  readonly tree: {
    readonly path: string;
    /** It is a mount of this run. */
    readonly mounted: boolean;
    readonly root: boolean;
  };
  /** The path of the record, from the root of the tree. */
  readonly file: string;
  /** The resolved config without secrets. */
  readonly config: string;
  /** The directory for files of the run. */
  readonly runFiles: string;
};
