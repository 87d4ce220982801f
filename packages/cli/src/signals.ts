import { constants } from "node:os";
import type { Terminal } from "./terminal.ts";

const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Signals {
  readonly signal: AbortSignal;
  /** 128 and the number of the signal that told us to stop; null when none did. */
  exitCode(): number | null;
  stop(): void;
}

/** The first signal to stop aborts; what is open is closed, and then the command ends by itself. */
export function listenForSignals(terminal: Terminal): Signals {
  const controller = new AbortController();
  let received: NodeJS.Signals | null = null;
  const hear = (name: NodeJS.Signals) => {
    if (received !== null) return;
    received = name;
    terminal.error(`${name}: stopping. What runs is ended gently, what is open is closed.`);
    controller.abort();
  };
  for (const name of STOPPING) process.on(name, hear);
  return {
    signal: controller.signal,
    exitCode: () => (received === null ? null : 128 + constants.signals[received]),
    stop: () => {
      for (const name of STOPPING) process.off(name, hear);
    },
  };
}
