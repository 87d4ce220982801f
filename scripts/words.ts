// Checks that texts and names follow docs/contributing.md: plain technical English. `--required`: only pages, messages
// and names, and not comments and tests. Other arguments: only paths that begin with one of them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { wordFaults } from "./words/faults.ts";
import { isRequired } from "./words/required.ts";

/** Generated files, output of real tools, the list of phrases, and the guide, which quotes them. */
const SKIPPED = [
  /\.generated\.ts$/,
  /(^|\/)(fixtures|schemas)\//,
  /^scripts\/(words\/phrases|test\/words\.test)\.ts$/,
  /^docs\/contributing\.md$/,
];

const args = process.argv.slice(2);
const onlyRequired = args.includes("--required");
const wanted = args.filter((arg) => !arg.startsWith("--"));
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" }).split("\n");
const files = tracked.filter(
  (path) =>
    /\.(ts|mjs|md)$/.test(path) &&
    existsSync(path) &&
    !SKIPPED.some((pattern) => pattern.test(path)) &&
    (wanted.length === 0 || wanted.some((start) => path.startsWith(start))),
);
const found = files.flatMap((path) => wordFaults(path, readFileSync(path, "utf8")));
const faults = onlyRequired ? found.filter(isRequired) : found;
for (const { path, line, says } of faults) console.error(`${path}:${line}: ${says}`);
console.log(`${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 && files.length > 0 ? 0 : 1;
