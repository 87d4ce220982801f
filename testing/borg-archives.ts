import { execFileSync } from "node:child_process";
import { join } from "node:path";

export interface MadeArchives {
  /** The path of an initialized repository. */
  readonly repository: string;
  /** The directory whose content goes into each archive. */
  readonly tree: string;
  /** The name and the time (UTC, `2026-10-01T02:30:05`) of each. */
  readonly archives: readonly (readonly [name: string, time: string])[];
  readonly comment?: string;
}

/** Debian's, whose borg it is. */
export const PYTHON = "/usr/bin/python3";

/** Makes many archives by borg's own command line in one process: each start of borg costs most of a second. */
export function makeBorgArchives(made: MadeArchives, env: NodeJS.ProcessEnv): void {
  const maker = join(import.meta.dirname, "borg_make_archives.py");
  execFileSync(PYTHON, [maker], { env, input: JSON.stringify(made), stdio: ["pipe", "pipe", "pipe"] });
}
