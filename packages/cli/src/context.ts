import type { Instant } from "@rdump/core";
import type { AtWork } from "./at-work.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is given instead of reaching for the process around it. */
export interface Context {
  /** What time it is, in milliseconds since the epoch. */
  readonly clock: () => Instant;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Standard input, up to so many bytes; one more when there is more. */
  readonly input: (most: number) => Promise<Uint8Array>;
  /** The texts of the files that were read so far, by the names that diagnostics give them: for excerpts. */
  readonly texts: Map<string, Uint8Array>;
  /** Aborted by the first SIGINT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Aborted by the second. */
  readonly hurry: AbortSignal;
  /** What a run has open and running. */
  readonly atWork: AtWork;
}

/** 0 well; 1 an error, a failed action, a partial plan, a declined question; 2 as the command's help says. */
export type ExitCode = number;
