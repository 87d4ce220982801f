import type { Host, Stop, TreeNode } from "@rdump/core";
import type { AtWork } from "./at-work.ts";
import type { Terminal } from "./terminal.ts";

/** The surroundings of a command. A command does not read the process itself. */
export interface Context {
  readonly host: Host;
  /** The user and group that rdump runs as; 0 is root. */
  readonly user: User;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Standard input, up to a number of bytes, and one byte more if there is more. */
  readonly input: (most: number) => Promise<Uint8Array>;
  /** The texts of the files that were read, by their names in diagnostics, for excerpts. */
  readonly texts: Map<string, Uint8Array>;
  /** The declarations of the loaded configs, by their absolute paths: for secrets, which a resolved config does not have. */
  readonly trees: Map<string, TreeNode>;
  /**
   * Does work that a signal must not interrupt: work that runs a command, holds a lock or writes a file. Signals are
   * handled only during such work. At other times they end the process at once.
   */
  readonly holding: <T>(work: () => Promise<T>) => Promise<T>;
  /** The first SIGINT, SIGTERM or SIGHUP during such work aborts `signal`, the second one `hurry`. */
  readonly stop: Stop;
  /** The open scopes and running commands of a run. */
  readonly atWork: AtWork;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** 0 ok; 1 an error, a failed action, a partial plan, a declined question; 2 as the command's help says. */
export type ExitCode = number;
