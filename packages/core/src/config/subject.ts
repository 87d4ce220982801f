import type { Config } from "../model/config.ts";
import type { Cursor } from "./cursor.ts";
import type { PlacedVolume } from "./placed.ts";
import type { TreeNode } from "./tree.ts";

/** The facts about the machine on which a config is checked. */
export interface MachineFiles {
  /** The permission bits of a file; null when it is not there, or cannot be asked about. */
  modeOf(path: string): number | null;
}

/** For a config that is checked on another machine than its own. */
export const NO_FILES: MachineFiles = { modeOf: () => null };

/** A config with its text: the input of a rule. */
export interface Subject {
  /** The config of the text. An empty text or zero replaces each unreadable value. */
  readonly config: Config;
  readonly tree: TreeNode;
  readonly text: string;
  readonly root: Cursor;
  /** The volumes, each with its targets, those behind mirrors too, and where they stand. */
  readonly volumes: readonly PlacedVolume[];
  readonly files: MachineFiles;
}
