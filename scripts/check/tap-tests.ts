import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { countTap, type Listening, type TapCounts } from "./count-tap.ts";
import { TOGETHER } from "./marker.ts";
import { inPool } from "./pool.ts";

export interface TapOptions {
  /** How long a file may take, in seconds; then it is killed, and has failed. */
  readonly timeout?: number;
  /** What the tests find in their environment, beside what is there. */
  readonly env?: { readonly [name: string]: string };
  /** How many groups run at a time. */
  readonly width?: number;
}

/** Real borg and real rsync on a machine that has other things to do. */
const SECONDS = 1200;

/** As in .taprc. */
const NODE_ARGS = ["--import=tsx", "--conditions=rdump-source", "--no-warnings"];

/**
 * Runs groups of test files, some of them at a time. Each file is a program that prints TAP, and runs without tap's own
 * runner, which loads its mocks and its coverage into each process. The files of a group run in one process.
 */
export async function runTap(
  groups: readonly (readonly string[])[],
  listen: Listening,
  { timeout = SECONDS, env = {}, width = 2 }: TapOptions = {},
): Promise<TapCounts> {
  const all: TapCounts[] = [];
  await inPool(groups, width, async (files) => {
    all.push(await runGroup(files, listen, timeout, env));
  });
  const sum = (of: (counts: TapCounts) => number) => all.reduce((so, counts) => so + of(counts), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** A group for each file. */
export function alone(files: readonly string[]): readonly (readonly string[])[] {
  return files.map((file) => [file]);
}

/** A process that ends badly, or prints incomplete TAP, without a failed test, counts as one failure of its last file. */
async function runGroup(
  files: readonly string[],
  listen: Listening,
  timeout: number,
  env: { readonly [name: string]: string },
): Promise<TapCounts> {
  const [first = ""] = files;
  const program = files.length === 1 ? first : join(import.meta.dirname, "together.ts");
  const group = files.length === 1 ? {} : { [TOGETHER]: JSON.stringify(files) };
  const child = spawn(process.execPath, [...NODE_ARGS, program], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TAP_TIMEOUT: String(timeout), ...group, ...env },
    timeout: timeout * 1000,
    killSignal: "SIGKILL",
  });
  child.stderr.on("data", (chunk: Buffer) => listen.stray(chunk.toString()));
  const ended = once(child, "exit").then(([code, signal]) => {
    // A process that the child started can keep the pipe open.
    if (signal !== null) child.stdout.destroy();
    return signal === null ? `with status ${code}` : `by ${signal}`;
  });
  const [counts, how] = await Promise.all([countTap(child.stdout, files, listen), ended]);
  const { last, missing } = counts;
  const isBad = last.failed === 0 && !(counts.whole && (counts.failed > 0 || how === "with status 0"));
  if (isBad) listen.stray(`${last.file} ended ${how}${counts.whole ? "" : ", and its TAP is incomplete"}\n`);
  listen.file(last.file, last.failed === 0 && !isBad, last.milliseconds);
  for (const file of missing) listen.file(file, false, null);
  return { ...counts, failed: counts.failed + Number(isBad) + missing.length };
}
