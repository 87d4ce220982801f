import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { step } from "./step.mjs";

const LOCK = "package-lock.json";
/** npm writes this one last. */
const INSTALLED = "node_modules/.package-lock.json";
/** Gone with node_modules, so it cannot outlive what it speaks of. */
const STAMP = "node_modules/.rdump-prepared.json";

/** The npm packages of package-lock.json, exactly. */
export function preparePackages() {
  const packages = digest(LOCK);
  const has = stamped();
  if (has === packages) return;
  if (!npmInstalledThem(has)) {
    step("installing the npm packages of package-lock.json", ["npm", "ci", "--no-audit", "--no-fund"]);
  }
  writeFileSync(STAMP, JSON.stringify({ packages }));
}

/** Somebody ran `npm ci` by hand, after the lock file came. */
function npmInstalledThem(has) {
  return has === null && modified(INSTALLED) > modified(LOCK);
}

/** The lock file of these packages; null if unknown. */
function stamped() {
  try {
    return JSON.parse(readFileSync(STAMP, "utf8")).packages;
  } catch {
    return null;
  }
}

function digest(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
