import { constants } from "node:os";
import type { AtWork } from "./at-work.ts";
import type { Terminal } from "./terminal.ts";

const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Signals {
  /** Aborted by the first signal: nothing new begins, what runs is ended gently, what is open is closed. */
  readonly signal: AbortSignal;
  /** Aborted by the second: what runs has less time to end. */
  readonly hurry: AbortSignal;
  /** 128 and the number of the signal that told us to stop; null when none did. */
  exitCode(): number | null;
  stop(): void;
}

/** The first signal stops, the second hurries, the third leaves at once and names what stays behind. */
export function listenForSignals(terminal: Terminal, atWork: AtWork, leave: (code: number) => void): Signals {
  const stop = new AbortController();
  const hurry = new AbortController();
  let first: NodeJS.Signals | null = null;
  let count = 0;
  const hear = (name: NodeJS.Signals) => {
    first ??= name;
    count++;
    if (count === 1) {
      terminal.error(`${name}: stopping. What runs is ended gently, what is open is closed.`);
      stop.abort();
    } else if (count === 2) {
      terminal.error(`${name}: ending what runs, closing what is open. Once more, and rdump leaves at once.`);
      hurry.abort();
    } else {
      for (const line of leavingLines(name, atWork)) terminal.error(line);
      leave(128 + constants.signals[first]);
    }
  };
  for (const name of STOPPING) process.on(name, hear);
  return {
    signal: stop.signal,
    hurry: hurry.signal,
    exitCode: () => (first === null ? null : 128 + constants.signals[first]),
    stop: () => {
      for (const name of STOPPING) process.off(name, hear);
    },
  };
}

function leavingLines(name: string, atWork: AtWork): readonly string[] {
  const left = atWork.lines();
  const after = left.length === 0 ? "Nothing is open." : "To take down what is left: rdump recover";
  return [`${name}: leaving at once.`, ...left, after];
}
