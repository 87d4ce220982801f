// Runs every benchmark, or those whose path holds the word that is given, one after the other, and prints their tables.
// Those of the lab take long, and run only by their word. Further arguments are for the benchmark. Their temporary
// directories are removed at the end, also after Ctrl-C.
import { existsSync, readdirSync } from "node:fs";
import { cpus, release } from "node:os";
import { runInOwnPlace } from "./bench/own-place.ts";

const [word = "", ...rest] = process.argv.slice(2);
const packages = readdirSync("packages").map((name) => `packages/${name}/bench`);
const benches = [...packages, ...(word === "" ? [] : ["lab/bench"])]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith(".bench.ts") && path.includes(word));
if (benches.length === 0) {
  const names = [...packages, "lab/bench"]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder));
  const known = names.filter((name) => name.endsWith(".bench.ts")).map((name) => name.replace(/\.bench\.ts$/, ""));
  console.error(`No benchmark's path contains "${word}". Benchmarks: ${known.join(", ")}`);
  process.exit(2);
}

/** Exit statuses above this one are signals. */
const SIGNALLED = 128;
const [cpu] = cpus();
const day = new Date().toISOString().slice(0, 10);
console.log(`${day}, ${cpus().length} × ${cpu?.model.trim()}, Linux ${release()}, Node ${process.version}`);
for (const path of benches) {
  console.log(`\n${path}\n`);
  const node = ["--import=tsx", "--conditions=rdump-source", path, ...rest];
  const status = await runInOwnPlace(process.execPath, node);
  if (status !== 0) process.exitCode = status > SIGNALLED ? status : 1;
  if (status > SIGNALLED) break;
}
