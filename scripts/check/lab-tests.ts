import { readyLab } from "../../lab/build/ready.ts";
import { CANNOT } from "../../lab/testing.ts";
import type { Listening, TapCounts } from "./count-tap.ts";
import { failureLines, resultLine } from "./output.ts";
import { alone, runTap } from "./tap-tests.ts";
import { labTestFiles } from "./test-files.ts";

/**
 * A file boots machines, which are emulated in places, and may kill what runs in them fifty times. A race of a thousand rounds
 * on three file systems takes hours.
 */
const SECONDS = 43_200;

export interface LabOptions {
  /** What the tests find in their environment, beside what is there. */
  readonly env?: { readonly [name: string]: string };
  /** Tests that are run with them, if they are wanted, though they need no lab. */
  readonly beside?: readonly string[];
  /** Hears how each file ended. */
  readonly file?: Listening["file"];
}

/** Builds the lab where it can be, which counts as one test, and runs the tests that need it; else they skip themselves. */
export async function runLabTests(
  which: "sample" | "all",
  wanted: (path: string) => boolean = () => true,
  more: LabOptions = {},
): Promise<TapCounts> {
  const began = performance.now();
  const built = await readyLab((line) => console.log(line)).catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : String(error));
    return false as const;
  });
  if (typeof built !== "string") {
    console.log(resultLine(built === null, "the lab is built", performance.now() - began));
  }
  if (built === false) return { passed: 0, failed: 1, skipped: [] };
  const files = [...labTestFiles(which), ...(more.beside ?? [])].filter(wanted);
  if (files.length === 0) {
    console.log("no test's path holds what was asked for");
    return { passed: 0, failed: 1, skipped: [] };
  }
  const listening = {
    file: (name, ok, milliseconds) => {
      console.log(resultLine(ok, name, milliseconds));
      more.file?.(name, ok, milliseconds);
    },
    failure: (result) => console.log(failureLines(result).join("\n")),
    stray: (text) => process.stderr.write(text),
  } satisfies Parameters<typeof runTap>[1];
  const env = { ...more.env, ...(built === null ? {} : { [CANNOT]: built }) };
  const counts = await runTap(alone(files), listening, { timeout: SECONDS, env });
  return built === null ? { ...counts, passed: counts.passed + 1 } : counts;
}
