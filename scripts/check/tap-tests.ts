import { spawn } from "node:child_process";
import { Parser, type Result } from "tap-parser";

/** What tap counts: every assertion, and no summary of a subtest beside what is in it. */
export interface TapCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Result[];
}

export interface Listening {
  file(result: Result): void;
  failure(result: Result): void;
  /** What is no TAP: a test that prints, or tap's own words. */
  stray(text: string): void;
}

export interface TapOptions {
  readonly args?: readonly string[];
  /** What the tests find in their environment, beside what is there. */
  readonly env?: { readonly [name: string]: string };
}

/** Runs these test files by tap. A runner that fails without naming a failure counts as one failure. */
export async function runTap(
  files: readonly string[],
  listen: Listening,
  { args = [], env = {} }: TapOptions = {},
): Promise<TapCounts> {
  const argv = ["run", "--reporter=tap", ...args, ...files];
  const child = spawn("tap", argv, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  child.stderr.on("data", (chunk: Buffer) => listen.stray(chunk.toString()));
  const ended = new Promise<boolean>((resolve) => {
    child.on("error", (error) => {
      listen.stray(`tap did not start: ${error.message}\n`);
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
  const counts = await countTap(child.stdout, listen);
  const failed = (await ended) || counts.failed > 0 ? counts.failed : 1;
  return { ...counts, failed };
}

/** Reads TAP to its end. */
export function countTap(text: NodeJS.ReadableStream, listen: Listening): Promise<TapCounts> {
  let passed = 0;
  let failed = 0;
  const skipped: Result[] = [];
  const parser = new Parser();
  parser.on("assert", (result: Result) => listen.file(result));
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
    listen.stray(`Bail out! ${reason}\n`);
  });
  return new Promise((resolve, reject) => {
    parser.on("complete", () => resolve({ passed, failed, skipped }));
    text.on("error", reject);
    text.pipe(parser);
  });
}
