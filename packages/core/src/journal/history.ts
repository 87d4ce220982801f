import { join } from "node:path";

/** The newest format of the history that version 0.1 wrote. */
export const HISTORY_VERSION = 2;

/** Where version 0.1 kept results that outlive runs. */
export function historyPath(stateDir: string): string {
  return join(stateDir, "history.jsonl");
}
