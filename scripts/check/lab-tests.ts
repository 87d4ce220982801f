import { readyLab } from "../../lab/build/ready.ts";
import { CANNOT } from "../../lab/testing.ts";
import { runTap, type TapCounts } from "./tap-tests.ts";
import { labTestFiles } from "./test-files.ts";
import { failureLines, resultLine } from "./told.ts";

/** A file boots machines, which are emulated in places. */
const SECONDS = 7200;

/** Builds the lab where it can be, which counts as one test, and runs the tests that need it; else they skip themselves. */
export async function runLabTests(
  which: "sample" | "all",
  wanted: (path: string) => boolean = () => true,
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
  const files = labTestFiles(which).filter(wanted);
  const listening = {
    file: ({ ok, name, time }) => console.log(resultLine(ok, name, time)),
    failure: (result) => console.log(failureLines(result).join("\n")),
    stray: (text) => process.stderr.write(text),
  } satisfies Parameters<typeof runTap>[1];
  const env = built === null ? {} : { [CANNOT]: built };
  const counts = await runTap(files, listening, { args: [`--timeout=${SECONDS}`], env });
  return built === null ? { ...counts, passed: counts.passed + 1 } : counts;
}
