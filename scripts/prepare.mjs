// Makes a machine ready for `npm start`, `npm test`, `npm run check` or the lab. Node's own modules only: it runs before
// anything is installed. Says one line for each thing that it does, and nothing when nothing is missing.
import { argv, chdir, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { prepareBuild } from "./prepare/build.mjs";
import { prepareCommands } from "./prepare/commands.mjs";
import { requireNode } from "./prepare/node-version.mjs";
import { preparePackages } from "./prepare/packages.mjs";
import { Unready } from "./prepare/step.mjs";

const PURPOSES = ["start", "test", "check", "lab"];

chdir(fileURLToPath(new URL("..", import.meta.url)));
try {
  const purpose = argv[2] ?? "start";
  if (!PURPOSES.includes(purpose)) throw new Unready(`prepare.mjs wants one of: ${PURPOSES.join(", ")}`);
  requireNode();
  prepareCommands(purpose);
  preparePackages();
  prepareBuild();
} catch (error) {
  if (!(error instanceof Unready)) throw error;
  console.error(`prepare: ${error.message}`);
  exit(1);
}
