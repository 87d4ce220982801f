import { LOCK_HOLDER_ELSEWHERE, type LockState, visible } from "@rdump/core";
import { loadConfig } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";

export interface LockOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export async function runLock(options: LockOptions, context: Context): Promise<ExitCode> {
  const { config } = await loadConfig(options, context);
  const found = await context.host.state(config.stateDir).readLock();
  const { terminal } = context;
  if (options.json === true) terminal.out(JSON.stringify({ formatVersion: 1, lock: jsonOf(found) }, null, 2));
  else terminal.out(found === null ? `No run holds the lock of ${visible(config.stateDir)}.` : wordsOf(found));
  return 0;
}

export async function runUnlock(run: string, options: LockOptions, context: Context): Promise<ExitCode> {
  const { config } = await loadConfig(options, context);
  await context.holding(() => context.host.state(config.stateDir).breakLock(run));
  context.terminal.out(`Removed the lock of run ${visible(run)}. The next apply cleans up after that run.`);
  return 0;
}

function jsonOf(found: LockState | null) {
  return found === null ? null : { ...found.holder, state: found.state };
}

const STATES: { readonly [state in LockState["state"]]: string } = {
  alive: "The run is in progress.",
  dead: "The run is dead. The next run removes the lock.",
  elsewhere: LOCK_HOLDER_ELSEWHERE,
};

function wordsOf({ holder, state }: LockState): string {
  const { run, pid, host, since } = holder;
  return `Run ${visible(run)} holds the lock: process ${pid} on ${visible(host)}, since ${visible(since)}. ${STATES[state]}`;
}
