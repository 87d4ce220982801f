// Builds the lab and runs the tests that need it: all, or those whose path holds a word that is given.
import { runLabTests } from "./check/lab-tests.ts";
import { skipLine } from "./check/output.ts";

const words = process.argv.slice(2);
const began = performance.now();
const { passed, failed, skipped } = await runLabTests("all", (path) => words.every((word) => path.includes(word)));
console.log("");
for (const each of skipped) console.log(skipLine(each));
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed === 0 && passed + skipped.length > 0 ? 0 : 1;
