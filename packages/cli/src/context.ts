import type { Host, Stop } from "@rdump/core";
import type { AtWork } from "./at-work.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is given instead of reading the process around it. */
export interface Context {
  readonly host: Host;
  /** The user and group that rdump runs as; 0 is root. */
  readonly user: User;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Standard input, up to so many bytes; one more when there is more. */
  readonly input: (most: number) => Promise<Uint8Array>;
  /** The texts of the files that were read so far, by the names that diagnostics give them: for excerpts. */
  readonly texts: Map<string, Uint8Array>;
  /**
   * Does something that a signal must not cut off: work that runs a command, holds a lock or writes a file. Signals are
   * heard only during such work; at any other time they end the process at once, as they end any program.
   */
  readonly holding: <T>(work: () => Promise<T>) => Promise<T>;
  /** The first SIGINT, SIGTERM or SIGHUP during such work aborts `signal`, the second one `hurry`. */
  readonly stop: Stop;
  /** What a run has open and running. */
  readonly atWork: AtWork;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** 0 ok; 1 an error, a failed action, a partial plan, a declined question; 2 as the command's help says. */
export type ExitCode = number;
