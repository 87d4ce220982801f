import { constants } from "node:os";
import type { AtWork } from "./at-work.ts";
import type { Terminal } from "./terminal.ts";

const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Signals {
  /** Aborted by the first signal: no action begins, running commands are asked to end, open scopes are closed. */
  readonly signal: AbortSignal;
  /** Aborted by the second signal: running commands have less time to end. */
  readonly hurry: AbortSignal;
  /** Handles signals while `work` holds something that a signal must not leave open: see `holding` of the context. */
  holding<T>(work: () => Promise<T>): Promise<T>;
  /** 128 plus the number of the signal that stopped rdump; null without a signal. */
  exitCode(): number | null;
}

/**
 * While something is held, the first signal stops, the second hurries, and the third ends rdump at once and reports the
 * leftovers. While nothing is held there is no handler: the kernel ends the process, also during a long computation, in
 * which a handler would never be called.
 */
export function signalsFor(terminal: Terminal, atWork: AtWork, leave: (code: number) => void): Signals {
  const stop = new AbortController();
  const hurry = new AbortController();
  let first: NodeJS.Signals | null = null;
  let count = 0;
  const hear = (name: NodeJS.Signals) => {
    first ??= name;
    count++;
    if (count === 1) {
      terminal.error(`${name}: stopping. Running commands are asked to end, then open scopes are closed.`);
      stop.abort();
    } else if (count === 2) {
      terminal.error(
        `${name}: ending running commands now, then closing open scopes. A third signal ends rdump at once.`,
      );
      hurry.abort();
    } else {
      for (const line of leavingLines(name, atWork)) terminal.error(line);
      leave(128 + constants.signals[first]);
    }
  };
  let holders = 0;
  return {
    signal: stop.signal,
    hurry: hurry.signal,
    exitCode: () => (first === null ? null : 128 + constants.signals[first]),
    holding: async (work) => {
      if (holders++ === 0) for (const name of STOPPING) process.on(name, hear);
      try {
        return await work();
      } finally {
        if (--holders === 0) for (const name of STOPPING) process.off(name, hear);
      }
    },
  };
}

function leavingLines(name: string, atWork: AtWork): readonly string[] {
  const left = atWork.lines();
  const after = left.length === 0 ? "Nothing is open." : "To clean up: rdump recover";
  return [`${name}: ending at once.`, ...left, after];
}
