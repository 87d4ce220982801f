import { readFileSync } from "node:fs";
import { versions } from "node:process";
import { Unready } from "./step.mjs";

/** package.json says which Node is needed, as `>=MAJOR.MINOR`. */
export function requireNode() {
  const wanted = JSON.parse(readFileSync("package.json", "utf8")).engines.node.replace(/^>=/, "");
  const [major, minor] = wanted.split(".").map(Number);
  const [hasMajor, hasMinor] = versions.node.split(".").map(Number);
  if (hasMajor > major || (hasMajor === major && hasMinor >= minor)) return;
  throw new Unready(
    `this is Node ${versions.node}; rdump needs ${wanted} or newer. Debian 13 has it as package nodejs.`,
  );
}
