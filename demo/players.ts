import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { main } from "rdump";
import { Shown, typed } from "./narrator.ts";
import type { Stage } from "./stage.ts";

/** What happened is not what the demonstration promises. */
export class Mismatch extends Error {}

/** Calls rdump at that time, shows what it says, and returns that. Anything but the status 0 is a mismatch. */
export async function rdump(stage: Stage, now: number, ...argv: readonly string[]): Promise<string> {
  const line = `rdump ${argv.join(" ")}`;
  typed(line);
  const stdout = new Shown();
  const stderr = new Shown();
  const streams = { stdin: Readable.from([]), stdout, stderr };
  const exitCode = await main(argv, { clock: () => now, streams, env: stage.env, cwd: stage.root });
  stage.signal.throwIfAborted();
  if (exitCode !== 0) throw new Mismatch(`\`${line}\` exited with ${exitCode}`);
  return stdout.text();
}

/** Calls the real borg by hand, as a user would who has no rdump. The passphrase comes on a descriptor. */
export async function borg(stage: Stage, cwd: string, ...argv: readonly string[]): Promise<string> {
  typed(`borg ${argv.join(" ")}`);
  const secret = openSync(stage.passphrase, "r");
  const env = { ...stage.env, LC_ALL: "C.UTF-8", TZ: "UTC", BORG_PASSPHRASE_FD: "3" };
  try {
    return await child(stage, 0, "borg", argv, { cwd, env, stdio: ["ignore", "pipe", "pipe", secret] });
  } finally {
    closeSync(secret);
  }
}

/** Calls rsure, as somebody would who has a restored tree and nothing else. */
export function rsure(stage: Stage, expected: number, ...argv: readonly string[]): Promise<string> {
  typed(`rsure ${argv.join(" ")}`);
  const script = createRequire(import.meta.url).resolve("../packages/rsure/bin/rsure.js");
  const options: SpawnOptions = { cwd: stage.root, env: stage.env, stdio: ["ignore", "pipe", "pipe"] };
  return child(stage, expected, process.execPath, [script, ...argv], options);
}

async function child(
  stage: Stage,
  expected: number,
  program: string,
  argv: readonly string[],
  options: SpawnOptions,
): Promise<string> {
  const running = spawn(program, argv, { ...options, detached: true });
  const end = () => running.kill("SIGINT");
  stage.signal.addEventListener("abort", end, { once: true });
  const [stdout, stderr] = [new Shown(), new Shown()];
  running.stdout?.pipe(stdout);
  running.stderr?.pipe(stderr);
  const [exitCode] = await once(running, "close");
  stage.signal.removeEventListener("abort", end);
  stage.signal.throwIfAborted();
  if (exitCode !== expected) throw new Mismatch(`it exited with ${exitCode} and not with ${expected}`);
  return stdout.text();
}
