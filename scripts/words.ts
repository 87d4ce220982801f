// Checks that texts and names follow docs/contributing.md: plain technical English. With arguments: only paths that
// begin with one of them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { wordFaults } from "./words/faults.ts";

/** Generated files, output of real tools, the list of phrases, and the guide, which quotes them. */
const SKIPPED = [
  /\.generated\.ts$/,
  /(^|\/)(fixtures|schemas)\//,
  /^scripts\/(words\/phrases|test\/words\.test)\.ts$/,
  /^docs\/contributing\.md$/,
];

const wanted = process.argv.slice(2);
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" }).split("\n");
const files = tracked.filter(
  (path) =>
    /\.(ts|mjs|md)$/.test(path) &&
    existsSync(path) &&
    !SKIPPED.some((pattern) => pattern.test(path)) &&
    (wanted.length === 0 || wanted.some((start) => path.startsWith(start))),
);
const faults = files.flatMap((path) => wordFaults(path, readFileSync(path, "utf8")));
for (const { path, line, says } of faults) console.error(`${path}:${line}: ${says}`);
console.log(`${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 && files.length > 0 ? 0 : 1;
