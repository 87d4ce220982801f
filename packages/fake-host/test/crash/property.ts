import fc from "fast-check";
import type { Test } from "tap";
import type { Verdict } from "./matrix.ts";
import { type Recipe, recipes } from "./recipe.ts";

export interface Extent {
  /** The prefix of the environment variables for more cases, another seed, or a single case. */
  readonly name: "RDUMP_CRASH" | "RDUMP_STOP";
  readonly runs: number;
}

/**
 * Tries a matrix on random cases. `NAME_RUNS` cases from `NAME_SEED`; a failure is reduced and printed as a fixture,
 * with the seed and the path that reproduce it.
 */
export async function holdsForAll(
  t: Test,
  matrix: (recipe: Recipe) => Promise<Verdict>,
  { name, runs }: Extent,
): Promise<void> {
  const { [`${name}_RUNS`]: asked, [`${name}_SEED`]: from, [`${name}_PATH`]: path } = process.env;
  let instants = 0;
  let kills = 0;
  const property = fc.asyncProperty(recipes, async (recipe) => {
    const verdict = await matrix(recipe);
    instants += verdict.instants;
    kills += verdict.kills;
    if (verdict.faults.length > 0) throw new Error(verdict.faults.slice(0, 5).join("\n"));
  });
  const result = await fc.check(property, {
    numRuns: Number(asked ?? runs),
    seed: Number(from ?? 1),
    ...(path === undefined ? {} : { path }),
  });
  t.comment(`seed ${result.seed}: ${result.numRuns} cases, ${instants} instants, ${kills} runs killed or stopped`);
  if (!result.failed) {
    t.ok(instants > 0, "all hold");
    return;
  }
  const again = `${name}_SEED=${result.seed} ${name}_PATH=${result.counterexamplePath}`;
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  t.fail(`${why}\nAgain: ${again}\nAs a fixture: ${JSON.stringify(result.counterexample?.[0])}`);
}
