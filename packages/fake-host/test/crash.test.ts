import fc from "fast-check";
import t from "tap";
import { crashMatrix } from "./crash/matrix.ts";
import { recipes } from "./crash/recipe.ts";

/** How many cases, and from which seed; `RDUMP_CRASH_PATH` goes straight to one that failed. */
const RUNS = Number(process.env.RDUMP_CRASH_RUNS ?? 6);
const SEED = Number(process.env.RDUMP_CRASH_SEED ?? 1);
const PATH = process.env.RDUMP_CRASH_PATH;

t.test("a run that is killed at any instant is recovered by the next", async (t) => {
  let instants = 0;
  let kills = 0;
  const property = fc.asyncProperty(recipes, async (recipe) => {
    const verdict = await crashMatrix(recipe);
    instants += verdict.instants;
    kills += verdict.kills;
    if (verdict.faults.length > 0) throw new Error(verdict.faults.slice(0, 5).join("\n"));
  });
  const result = await fc.check(property, { numRuns: RUNS, seed: SEED, ...(PATH === undefined ? {} : { path: PATH }) });
  t.comment(`${result.numRuns} cases, ${instants} instants, ${kills} kills, seed ${result.seed}`);
  if (!result.failed) return t.pass("all hold");
  const again = `RDUMP_CRASH_SEED=${result.seed} RDUMP_CRASH_PATH=${result.counterexamplePath}`;
  const [recipe] = result.counterexample ?? [];
  const { message } = result.errorInstance as Error;
  return t.fail(`${message}\nTo see it again: ${again}\nAs a fixture: ${JSON.stringify(recipe)}`);
});
