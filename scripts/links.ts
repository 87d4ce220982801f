// Checks that every link between this repository's Markdown files, and from them to its other files, leads somewhere.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { linkFaults } from "./links/faults.ts";

const ROOMS = ["docs", "packages", "lab", "packaging", "demo", "fixtures"];
const SKIPPED = /(^|\/)(node_modules|dist|bundle|fixtures|\.tap)\//;

const files = [...readdirSync(".").filter(isMarkdown), ...ROOMS.flatMap(below)];
const faults = files.flatMap((path) => linkFaults(path, readFileSync(path, "utf8"), read));
for (const { path, line, says } of faults) console.error(`${path}:${line}: ${says}`);
console.log(`${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 && files.length > 0 ? 0 : 1;

function below(room: string): readonly string[] {
  if (statSync(room, { throwIfNoEntry: false }) === undefined) return [];
  const paths = readdirSync(room, { recursive: true, encoding: "utf8" }).map((path) => `${room}/${path}`);
  return paths.filter((path) => isMarkdown(path) && !SKIPPED.test(path));
}

function isMarkdown(path: string): boolean {
  return path.endsWith(".md");
}

function read(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return stat.isDirectory() ? "" : readFileSync(path, "utf8");
}
