import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { step } from "./step.mjs";

const LOCK = "package-lock.json";
/** npm writes this one last. */
const INSTALLED = "node_modules/.package-lock.json";
/** Gone with node_modules, so it cannot outlive what it speaks of. */
const STAMP = "node_modules/.rdump-prepared.json";

/** The npm packages of package-lock.json, exactly, and tap's runner, which is made from the plugins in .taprc. */
export function preparePackages() {
  const wanted = { packages: digest(LOCK), runner: digest(".taprc") };
  const has = stamped();
  if (has.packages !== wanted.packages && !npmInstalledThem(has)) {
    step("installing the npm packages of package-lock.json", ["npm", "ci", "--no-audit", "--no-fund"]);
    has.runner = null;
  }
  // Else the first run of tap makes its runner while the tests already start, and they fail.
  if (has.runner !== wanted.runner) step("making tap's test runner", ["npx", "--no-install", "tap", "build"]);
  if (has.packages !== wanted.packages || has.runner !== wanted.runner) writeFileSync(STAMP, JSON.stringify(wanted));
}

/** Somebody ran `npm ci` by hand, after the lock file came. */
function npmInstalledThem({ packages }) {
  return packages === null && modified(INSTALLED) > modified(LOCK);
}

function stamped() {
  try {
    return JSON.parse(readFileSync(STAMP, "utf8"));
  } catch {
    return { packages: null, runner: null };
  }
}

function digest(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
