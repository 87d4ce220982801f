import { existsSync, realpathSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How another program starts this rdump: by its name in PATH if that is this rdump, else by Node and its script. */
export function ownCommand({ PATH = "" }: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  const script = realpathSync(ownScript());
  const installed = PATH.split(delimiter)
    .filter(isAbsolute)
    .map((directory) => join(directory, "rdump"))
    .find((path) => existsSync(path) && realpathSync(path) === script);
  return installed === undefined ? [process.execPath, script] : [installed];
}

/** Beside the bundle or the sources: `packages/cli/bin/rdump.js`. */
function ownScript(): string {
  return fileURLToPath(new URL("../bin/rdump.js", import.meta.url));
}
