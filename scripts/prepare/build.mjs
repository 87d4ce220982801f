import { readdirSync, statSync } from "node:fs";
import { step } from "./step.mjs";

/** The build writes this one last. */
const BUILT = "packages/cli/bundle/rdump.js";
const RECIPE = [
  "package-lock.json",
  "tsconfig.base.json",
  "tsconfig.json",
  "scripts/bundle.mjs",
  "scripts/bundle/cache.mjs",
  "scripts/bundle/module-url.mjs",
];

/** Builds when a source is newer than the bundle. */
export function prepareBuild() {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newestOf(RECIPE) < built && newestOf(sources()) < built) return;
  step("building rdump", ["npm", "run", "--silent", "build"]);
}

/** Files, and directories too: what was taken away changes its directory. */
function sources() {
  return readdirSync("packages").flatMap((name) => {
    const room = `packages/${name}/src`;
    if (!isThere(room)) return [];
    const below = readdirSync(room, { recursive: true }).map((path) => `${room}/${path}`);
    const recipe = [`packages/${name}/package.json`, `packages/${name}/tsconfig.json`];
    return [room, ...below, ...recipe.filter(isThere)];
  });
}

function isThere(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function newestOf(paths) {
  return Math.max(...paths.map((path) => statSync(path).mtimeMs));
}
