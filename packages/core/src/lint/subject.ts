import { Cursor, type Loaded, type MachineFiles, type Subject } from "../config/index.ts";

/** Null when nothing of the text could be read. */
export function subjectOf({ tree, text, resolved }: Loaded, files: MachineFiles): Subject | null {
  if (tree === null || resolved === null) return null;
  const { config, volumes } = resolved;
  return { config, tree, text, root: new Cursor(tree, tree.span), volumes, files };
}
