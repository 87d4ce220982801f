import type { CommandResult } from "./capability.ts";

/** How a command ended that ran to its end, with status 0, and printed nothing; `changes` is what differs. */
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
