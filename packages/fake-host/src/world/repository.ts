import type { Directory } from "../tree/node.ts";

/** One archive of a borg repository. */
export interface Archive {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since the epoch, whole seconds. */
  readonly time: number;
  readonly comment: string;
  readonly commandLine: readonly string[];
  readonly tree: Directory;
}
