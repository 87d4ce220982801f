/**
 * Which archiver restores each day of a tree: docs/backup-tools.md. In a fresh machine of the lab; with `--here` on this
 * machine, as root.
 *
 *     npm run bench archivers [-- --here] [--small] [--seed=NUMBER] [--only=ARCHIVER] [--record=FILE]
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runInLab } from "../trial/in-lab.ts";
import { parseOptions } from "../trial/options.ts";

const MAIN = join(import.meta.dirname, "../trial/main.ts");

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== "--here");
const options = parseOptions(wanted);
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 2;
} else if (wanted.length < words.length) {
  process.exitCode = spawnSync(process.execPath, ["--import=tsx", MAIN, ...wanted], { stdio: "inherit" }).status ?? 1;
} else {
  try {
    console.log(await runInLab(wanted, options, (line) => console.error(line)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
