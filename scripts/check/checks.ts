import { spawn } from "node:child_process";
import { inPool } from "./pool.ts";

/** A check that is not a tap test. It counts as one test. */
export interface Check {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  /** What it printed, both streams. */
  readonly output: string;
}

const script = (name: string, ...args: string[]) =>
  ["node", "--import=tsx", "--conditions=rdump-source", `scripts/${name}.ts`, ...args] as const;

/** The slowest checks are first, so that two parallel checks end at about the same time. */
export const CHECKS: readonly Check[] = [
  { name: "types of the sources (tsc -b)", argv: ["tsc", "-b"] },
  { name: "types of tests and scripts (tsc)", argv: ["tsc", "-p", "tsconfig.tests.json"] },
  { name: "unused files, exports and dependencies (knip)", argv: ["knip", "--no-progress", "--no-config-hints"] },
  { name: "the generated schema is fresh", argv: script("schema", "--check") },
  { name: "the register of codes and the page of rules are fresh", argv: script("codes", "--check") },
  { name: "format and lint (biome)", argv: ["biome", "check", "."] },
  { name: "rooms import only from above (boundaries)", argv: script("boundaries") },
  { name: "links in the documentation", argv: script("links") },
  { name: "plain English in texts and names (words)", argv: script("words") },
];

/** Runs them, `width` at a time, and tells each result as it comes. */
export async function runChecks(
  checks: readonly Check[],
  width: number,
  report: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  await inPool(checks, width, async (check) => {
    const result = await runCheck(check);
    results.push(result);
    report(result);
  });
  return results;
}

/** Commands are found as npm's scripts find them: node_modules/.bin comes first in their PATH. */
function runCheck({ name, argv }: Check): Promise<CheckResult> {
  const began = performance.now();
  const [command, ...args] = argv;
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    const end = (ok: boolean, last: string) => {
      const output = `${Buffer.concat(chunks).toString()}${last}`;
      resolve({ name, ok, output, milliseconds: performance.now() - began });
    };
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => end(false, error.message));
    child.on("close", (code) => end(code === 0, ""));
  });
}
