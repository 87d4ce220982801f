import fc from "fast-check";
import type { Test } from "tap";

export interface Extent<R> {
  /** The prefix of the environment variables for more cases, another seed, or a single case. */
  readonly name: "RDUMP_CRASH" | "RDUMP_STOP" | "RDUMP_ACCIDENT";
  readonly runs: number;
  readonly recipes: fc.Arbitrary<R>;
}

/** What did not hold in a case, and how much there was of what was tried. */
export interface Judged {
  readonly faults: readonly string[];
  readonly counts: { readonly [what: string]: number };
}

/**
 * Of how many instants of a run one is tried: all in a campaign, a sample otherwise. Seven has no factor in common with
 * the numbers by which the kinds of death take turns, so that a sample has each of them.
 */
export const ONE_INSTANT_OF = Number(process.env.RDUMP_ONE_INSTANT_OF ?? 7);

/**
 * Tries random cases. `NAME_RUNS` cases from `NAME_SEED`; a failure is reduced and printed as a fixture, with the seed
 * and the path that reproduce it.
 */
export async function holdsForAll<R>(
  t: Test,
  judge: (recipe: R) => Promise<Judged>,
  { name, runs, recipes }: Extent<R>,
): Promise<void> {
  const { [`${name}_RUNS`]: asked, [`${name}_SEED`]: from, [`${name}_PATH`]: path } = process.env;
  const totals = new Map<string, number>();
  const property = fc.asyncProperty(recipes, async (recipe) => {
    const { faults, counts } = await judge(recipe);
    for (const [what, count] of Object.entries(counts)) totals.set(what, (totals.get(what) ?? 0) + count);
    if (faults.length > 0) throw new Error(faults.slice(0, 5).join("\n"));
  });
  const result = await fc.check(property, {
    numRuns: Number(asked ?? runs),
    seed: Number(from ?? 1),
    ...(path === undefined ? {} : { path }),
  });
  const tried = [...totals].map(([what, count]) => `${count} ${what}`).join(", ");
  t.comment(`seed ${result.seed}: ${result.numRuns} cases, ${tried}`);
  if (!result.failed) {
    for (const [what, count] of totals) t.ok(count > 0, `all hold, with ${what}`);
    return;
  }
  const again = `${name}_SEED=${result.seed} ${name}_PATH=${result.counterexamplePath}`;
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  t.fail(`${why}\nAgain: ${again}\nAs a fixture: ${JSON.stringify(result.counterexample?.[0])}`);
}
