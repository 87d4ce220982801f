import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** The variables that say where a program makes its temporary directories. */
const PLACES = ["TMPDIR", "RSURE_BENCH_DIR"] as const;
/** Milliseconds until processes that ignore a signal are killed. */
const GRACE = 5000;

/**
 * Runs a program whose temporary directories are below directories of its own. After it ended, or after a signal to this
 * process, the rest of its process group is ended, and these directories are removed. Returns the exit status.
 */
export async function runInOwnPlace(program: string, words: readonly string[]): Promise<number> {
  const places = PLACES.flatMap((name) => {
    const above = process.env[name] ?? (name === "TMPDIR" ? tmpdir() : null);
    return above === null ? [] : [[name, mkdtempSync(join(above, "rdump-bench-"))] as const];
  });
  const env = { ...process.env, ...Object.fromEntries(places) };
  const child = spawn(program, words, { stdio: "inherit", detached: true, env });
  let received: NodeJS.Signals | null = null;
  const forward = (signal: NodeJS.Signals) => {
    received = signal;
    signalGroup(child.pid, signal);
    setTimeout(() => signalGroup(child.pid, "SIGKILL"), GRACE).unref();
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    const status = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(code ?? statusOf(signal)));
    });
    await endGroup(child.pid);
    return received === null ? status : statusOf(received);
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
    for (const [, place] of places) rmSync(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** As a shell reports a signal. */
function statusOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 1 : 128 + constants.signals[signal];
}

/** Whether the group still has processes. */
function signalGroup(group: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (group === undefined) return false;
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

async function endGroup(group: number | undefined): Promise<void> {
  signalGroup(group, "SIGTERM");
  for (const end = Date.now() + GRACE; signalGroup(group, 0) && Date.now() < end; ) await pause(50);
  signalGroup(group, "SIGKILL");
}
