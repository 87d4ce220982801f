// Damages the fixtures' configs in every way and holds what must always hold: npm run fuzz -- --seed N [--runs 10000].
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hold } from "../packages/core/test/config/fuzz/hold.ts";
import { Chance, MUTATIONS, mutant } from "../packages/core/test/config/fuzz/mutants.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, runs: { type: "string", default: "10000" } },
});
const seed = Number(values.seed);
const runs = Number(values.runs);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(runs)) throw new Error("--seed and --runs want whole numbers");

/** Longer than any config may take, on a machine that has other things to do. */
const SLOW = 5000;

const texts = ["fixtures/configs", "fixtures/rules"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json5"))
    .map((name) => readFileSync(join(folder, name), "utf8")),
);
const began = performance.now();
let read = 0;
let slowest = 0;
for (let run = 0; run < runs; run++) {
  const chance = new Chance(seed + run * 7919);
  const mutation = MUTATIONS[run % MUTATIONS.length] ?? "bytes";
  const content = mutant(chance.pick(texts), mutation, chance);
  const start = performance.now();
  try {
    if (hold(content).tree !== null) read++;
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > SLOW) throw new Error(`it took ${took.toFixed(0)} ms`);
  } catch (error) {
    mkdirSync("node_modules/.cache", { recursive: true });
    const kept = `node_modules/.cache/fuzz-${seed}-${run}.json5`;
    writeFileSync(kept, content);
    console.error(`run ${run} of seed ${seed} (${mutation}), kept as ${kept}:`);
    console.error(error);
    process.exitCode = 1;
    break;
  }
}
if (process.exitCode !== 1) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${runs} configs of seed ${seed} in ${seconds} s, ${read} of them JSON5; the slowest took ${slowest.toFixed(0)} ms`,
  );
}
