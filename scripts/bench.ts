// Runs every benchmark, or those whose path holds the word that is given, one after the other, and prints their tables.
// Those of the lab take long, and run only by their word. Further arguments are for the benchmark.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { cpus, release } from "node:os";

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

const [cpu] = cpus();
const day = new Date().toISOString().slice(0, 10);
console.log(`${day}, ${cpus().length} × ${cpu?.model.trim()}, Linux ${release()}, Node ${process.version}`);
for (const path of benches) {
  console.log(`\n${path}\n`);
  const node = ["--import=tsx", "--conditions=rdump-source", path, ...rest];
  const { status } = spawnSync(process.execPath, node, { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
