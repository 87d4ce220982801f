/**
 * Which archiver gives back each day of a tree: docs/backup-tools.md. Needs root, so `--here` must be given.
 *
 *     npm run bench archivers -- --here [--small] [--seed=NUMBER] [--only=ARCHIVER] [--record=FILE]
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../trial/main.ts");

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== "--here");
if (wanted.length === words.length) {
  console.error("The trial makes file systems in images and mounts them as root: npm run bench archivers -- --here");
  process.exitCode = 2;
} else {
  process.exitCode = spawnSync(process.execPath, ["--import=tsx", MAIN, ...wanted], { stdio: "inherit" }).status ?? 1;
}
