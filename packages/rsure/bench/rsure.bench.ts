/**
 * The `rsure` command as it is published (a bundle) against `find | xargs -P2 sha1sum`, as whole processes, warm, in turn; with RSURE_ORIGINAL=path
 * the original command as well. Prints a Markdown table of medians.
 *
 *     npm run build && node --import=tsx packages/rsure/bench/rsure.bench.ts [rounds]
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, pipeline, timed } from "./timed.ts";
import { makeLarge, makeSmall } from "./trees.ts";

const command = new URL("../../cli/bundle/rsure.js", import.meta.url).pathname;
const original = process.env.RSURE_ORIGINAL;
const rounds = Number(process.argv[2] ?? 7);

interface Case {
  readonly name: string;
  readonly ours: Command;
  readonly original: Command | undefined;
  readonly baseline: "small" | "large";
  readonly must: number;
  /** A scan is the first one: the surefile of the command that is measured is removed before. */
  readonly first: boolean;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

if (!existsSync(command)) throw new Error("build first: npm run build");
const top = mkdtempSync(join(process.env.RSURE_BENCH_DIR ?? tmpdir(), "rsure-bench-"));
try {
  const small = join(top, "small");
  const large = join(top, "large");
  makeSmall(small);
  makeLarge(large);
  const ours = (tree: string, word: string, file = "ours"): Command => [
    [process.execPath, command, "-f", join(top, `${file}.dat.gz`), "-d", tree, word],
  ];
  const theirs = (tree: string, word: string): Command | undefined =>
    original
      ? [[original, "-f", join(top, `original-${tree === small ? "s" : "l"}.dat.gz`), "-d", tree, word]]
      : undefined;
  const words: readonly (readonly [string, number])[] = [
    ["scan", 1.3],
    ["update", 1.0],
    ["check", 1.3],
    ["signoff", 0.5],
  ];
  const cases: readonly Case[] = [
    ...words.map(
      ([word, must]): Case => ({
        name: word,
        ours: ours(small, word),
        original: theirs(small, word),
        baseline: "small",
        must,
        first: word === "scan",
      }),
    ),
    ...["scan", "check"].map(
      (word): Case => ({
        name: `${word} of 20 files of 50 MiB`,
        ours: ours(large, word, "l"),
        original: theirs(large, word),
        baseline: "large",
        must: 1.1,
        first: word === "scan",
      }),
    ),
  ];
  const baselines = {
    small: pipeline(["find", small, "-type", "f", "-print0"], ["xargs", "-0", "-P2", "sha1sum"]),
    large: pipeline(["find", large, "-type", "f", "-print0"], ["xargs", "-0", "-P2", "-n1", "sha1sum"]),
  };
  const measured = async (one: Case, run: Command): Promise<number> => {
    const file = run[0]?.[run[0].indexOf("-f") + 1];
    if (one.first && file) rmSync(file, { force: true });
    return timed(run);
  };
  const warmUp = [...cases, ...cases.filter((one) => one.name === "update")];
  for (const one of warmUp)
    for (const run of [one.ours, one.original]) if (run && one.name !== "signoff") await timed(run);
  const results = new Map(
    cases.map((one) => [
      one.name,
      {
        ours: [] as number[],
        original: [] as number[],
        against: [] as number[],
        base: [] as number[],
        ratio: [] as number[],
      },
    ]),
  );
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) {
      const result = results.get(one.name);
      const before = await timed(baselines[one.baseline]);
      const took = await measured(one, one.ours);
      const after = await timed(baselines[one.baseline]);
      const base = (before + after) / 2;
      result?.ours.push(took);
      result?.base.push(base);
      result?.ratio.push(took / base);
      if (!one.original) continue;
      const theirs = await measured(one, one.original);
      result?.original.push(theirs);
      result?.against.push(took / theirs);
    }
  }
  const shown = (milliseconds: number): string =>
    Number.isNaN(milliseconds) ? "-" : `${(milliseconds / 1000).toFixed(2)} s`;
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${rounds} rounds`,
  );
  console.log(original ? "" : "RSURE_ORIGINAL is not set: the original was not measured (skipped)");
  console.log("| case | rsure | xargs sha1sum | ratio (median of the rounds) | must | original | ratio to original |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const one of cases) {
    const result = results.get(one.name);
    if (!result) continue;
    const columns = [one.name, shown(median(result.ours)), shown(median(result.base)), median(result.ratio).toFixed(2)];
    const against = result.against.length === 0 ? "-" : median(result.against).toFixed(2);
    console.log(`| ${[...columns, `<= ${one.must}`, shown(median(result.original)), against].join(" | ")} |`);
  }
} finally {
  rmSync(top, { recursive: true, force: true });
}
