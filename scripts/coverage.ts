// `npm run coverage [WORD]`: runs the tests (all; `--quick`: the quick ones), prints the coverage of each room, and the parts
// that no test reaches of the files whose path holds the word.
import { coverageLines, withCoverage } from "./check/coverage.ts";
import { failureLines, resultLine } from "./check/output.ts";
import { alone, runTap } from "./check/tap-tests.ts";
import { testFiles } from "./check/test-files.ts";

const [word] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const which = process.argv.includes("--quick") ? "quick" : "all";
const say = (lines: readonly string[]) => {
  for (const line of lines) console.log(line);
};
const { result, files } = await withCoverage((directory) =>
  runTap(
    alone(testFiles(which)),
    {
      file: (name, ok, milliseconds) => (ok ? undefined : say([resultLine(ok, name, milliseconds)])),
      failure: (failed) => say(failureLines(failed)),
      stray: (text) => process.stderr.write(text),
    },
    { env: { NODE_V8_COVERAGE: directory, RDUMP_QUICK_TESTS: "1" } },
  ),
);
say(coverageLines(files));
for (const { file, gaps } of files) {
  if (word !== undefined && file.includes(word)) say(gaps.map(({ from, to }) => `not reached: ${file}:${from}-${to}`));
}
process.exitCode = result.failed === 0 ? 0 : 1;
