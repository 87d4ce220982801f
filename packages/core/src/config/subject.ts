import type { Config } from "../model/config.ts";
import type { Cursor } from "./cursor.ts";
import type { PlacedVolume } from "./placed.ts";
import type { TreeNode } from "./tree.ts";

/** What is known of the machine that a config is looked at on. */
export interface MachineFiles {
  /** The permission bits of a file; null when it is not there, or cannot be asked about. */
  modeOf(path: string): number | null;
}

/** For a config that is looked at anywhere but where it will run. */
export const NO_FILES: MachineFiles = { modeOf: () => null };

/** A config with its text: what a rule looks at. */
export interface Subject {
  /** What the text means. An empty text or zero replaces each value that could not be read. */
  readonly config: Config;
  readonly tree: TreeNode;
  readonly text: string;
  readonly root: Cursor;
  /** The volumes, each with its targets, those behind mirrors too, and where they stand. */
  readonly volumes: readonly PlacedVolume[];
  readonly files: MachineFiles;
}
