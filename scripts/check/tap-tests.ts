import { spawn } from "node:child_process";
import { once } from "node:events";
import { Parser, type Result } from "tap-parser";
import { inPool } from "./pool.ts";

/** What tap counts: every assertion, and no summary of a subtest beside what is in it. */
export interface TapCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Result[];
}

export interface Listening {
  /** A file has ended. */
  file(name: string, ok: boolean, milliseconds: number): void;
  failure(result: Result): void;
  /** What is no TAP: a test that prints, or why a file did not come to its end. */
  stray(text: string): void;
}

export interface TapOptions {
  /** How long a file may take, in seconds; then it is killed, and has failed. */
  readonly timeout?: number;
  /** What the tests find in their environment, beside what is there. */
  readonly env?: { readonly [name: string]: string };
}

/** Real borg and real rsync on a machine that has other things to do. */
const SECONDS = 600;

/** As in .taprc. */
const NODE_ARGS = ["--import=tsx", "--conditions=rdump-source", "--no-warnings"];

/**
 * Runs these test files, two at a time. Each is a program that prints TAP, and is run as that: tap's own runner loads
 * what it needs for mocks and coverage into each of them, and into each Node that they start, which took as long again.
 */
export async function runTap(
  files: readonly string[],
  listen: Listening,
  { timeout = SECONDS, env = {} }: TapOptions = {},
): Promise<TapCounts> {
  const all: TapCounts[] = [];
  await inPool(files, 2, async (file) => {
    const began = performance.now();
    const counts = await runFile(file, listen, timeout, env);
    listen.file(file, counts.failed === 0, performance.now() - began);
    all.push(counts);
  });
  const sum = (of: (counts: TapCounts) => number) => all.reduce((so, counts) => so + of(counts), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** A file that ends badly, or is no whole TAP, without naming a failure, counts as one failure. */
async function runFile(
  file: string,
  listen: Listening,
  timeout: number,
  env: { readonly [name: string]: string },
): Promise<TapCounts> {
  const child = spawn(process.execPath, [...NODE_ARGS, file], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TAP_TIMEOUT: String(timeout), ...env },
    timeout: timeout * 1000,
    killSignal: "SIGKILL",
  });
  child.stderr.on("data", (chunk: Buffer) => listen.stray(chunk.toString()));
  const ended = once(child, "exit").then(([code, signal]) => {
    // What it started may live on, and hold the pipe open.
    if (signal !== null) child.stdout.destroy();
    return signal === null ? `with status ${code}` : `by ${signal}`;
  });
  const [counts, how] = await Promise.all([countTap(child.stdout, file, listen), ended]);
  if (counts.failed > 0 || (counts.whole && how === "with status 0")) return counts;
  listen.stray(`${file} ended ${how}${counts.whole ? "" : ", and what it printed is no whole TAP"}\n`);
  return { ...counts, failed: 1 };
}

/** Reads TAP to its end. `whole`: there was some, and by its own count nothing of it is missing. */
export function countTap(
  text: NodeJS.ReadableStream,
  name: string,
  listen: Pick<Listening, "failure" | "stray">,
): Promise<TapCounts & { readonly whole: boolean }> {
  let passed = 0;
  let failed = 0;
  let said = false;
  const skipped: Result[] = [];
  const parser = new Parser({ name });
  parser.on("pass", () => {
    passed++;
  });
  parser.on("fail", (result: Result) => {
    failed++;
    listen.failure(result);
  });
  parser.on("skip", (result: Result) => skipped.push(result));
  parser.on("todo", (result: Result) => skipped.push(result));
  parser.on("bailout", (reason: string) => {
    failed++;
    listen.stray(`${name}: Bail out! ${reason}\n`);
  });
  return new Promise((resolve) => {
    parser.on("complete", ({ ok }) => resolve({ passed, failed, skipped, whole: ok && said }));
    text.on("data", (chunk: Buffer | string) => {
      said = true;
      parser.write(chunk);
    });
    text.on("close", () => parser.end());
  });
}
