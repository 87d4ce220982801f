// Everything that is checked before a change lands: `quick` in under a minute, `all` with real programs too. Its last
// line says how much passed, failed and was skipped: each assertion of tap's and each other check counts as one.
import { CHECKS, runChecks } from "./check/checks.ts";
import { coverageLines, withCoverage } from "./check/coverage.ts";
import { runLabTests } from "./check/lab-tests.ts";
import { checkLines, failureLines, resultLine, skipLine } from "./check/output.ts";
import { alone, runTap } from "./check/tap-tests.ts";
import { testFiles, testGroups } from "./check/test-files.ts";

const which = process.argv[2];
if (which !== "quick" && which !== "all") throw new Error("check.ts wants `quick` or `all`");

const began = performance.now();
const say = (lines: readonly string[]) => {
  for (const line of lines) console.log(line);
};

const checks = await runChecks(CHECKS, 2, (result) => say(checkLines(result)));
const listening = {
  file: (name, ok, milliseconds) => say([resultLine(ok, name, milliseconds)]),
  failure: (result) => say(failureLines(result)),
  stray: (text) => process.stderr.write(text),
} satisfies Parameters<typeof runTap>[1];
const tests = which === "quick" ? await quickTests() : await measuredTests();
const lab = which === "all" ? await runLabTests("sample") : { passed: 0, failed: 0, skipped: [] };

/** Without coverage, which costs time, and with several files in a process. */
function quickTests() {
  return runTap(testGroups(testFiles("quick")), listening, { env: { RDUMP_QUICK_TESTS: "1" } });
}

/**
 * Files that drive real programs have a process of their own, and begin first. They wait half of the time, so that two
 * cores have work for three.
 */
async function measuredTests() {
  const quick = new Set(testFiles("quick"));
  const slow = alone(testFiles("all").filter((path) => !quick.has(path)));
  const { result, files } = await withCoverage((directory) =>
    runTap([...slow, ...testGroups([...quick])], listening, { width: 3, env: { NODE_V8_COVERAGE: directory } }),
  );
  say(coverageLines(files));
  return result;
}

const passed = tests.passed + lab.passed + checks.filter(({ ok }) => ok).length;
const failed = tests.failed + lab.failed + checks.filter(({ ok }) => !ok).length;
const skipped = [...tests.skipped, ...lab.skipped];
const ranNone = tests.passed + tests.failed === 0;

console.log("");
say(skipped.map(skipLine));
if (ranNone) console.log("No test ran: that is a failure.");
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed + Number(ranNone)} failed, ${skipped.length} skipped`);
process.exitCode = failed === 0 && !ranNone ? 0 : 1;
