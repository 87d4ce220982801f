// Runs every benchmark, or those whose path holds the word that is given, one after the other, and prints their tables.
// Words after that go to the benchmarks.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { cpus, release } from "node:os";

const [word = "", ...options] = process.argv.slice(2);
const benches = readdirSync("packages")
  .map((name) => `packages/${name}/bench`)
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith(".bench.ts") && path.includes(word));
if (benches.length === 0) throw new Error(`no benchmark's path holds "${word}"`);

const [cpu] = cpus();
const day = new Date().toISOString().slice(0, 10);
console.log(`${day}, ${cpus().length} × ${cpu?.model.trim()}, Linux ${release()}, Node ${process.version}`);
for (const path of benches) {
  console.log(`\n${path}\n`);
  const node = ["--import=tsx", "--conditions=rdump-source", path, ...options];
  const { status } = spawnSync(process.execPath, node, { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
