import type { CommandResult } from "./capability.ts";

/** The result of a command that ended with status 0 and printed nothing; `changes` has the differences. */
export function commandResult(changes: Partial<CommandResult> = {}): CommandResult {
  return {
    exitCode: 0,
    signal: null,
    notStarted: null,
    stopped: false,
    stdout: Buffer.alloc(0),
    stderr: Buffer.alloc(0),
    overflow: false,
    milliseconds: 1,
    ...changes,
  };
}
