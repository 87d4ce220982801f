// The comparison of a mirror with the revision of its run, against one walk of the mirror by find.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RSURE = fileURLToPath(new URL("../../cli/bundle/rsure.js", import.meta.url));
const REVISION = "20260101T000000Z";
const PAIRS = 15;
const TREES = [
  { directories: 1000, files: 100 },
  { directories: 10_000, files: 5 },
] as const;

const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const [source, mirror] = ["source", "mirror"].map((name) => join(root, name)) as [string, string];
const FORMAT = "%P\\t%y %m %U %G %s %T@ %l %n\\0";
const FIND = ["find", ".", "-printf", FORMAT] as const;
const COMPARE = [process.execPath, RSURE, "--file=./2sure.dat.gz", "--json", "compare", `--dir=${mirror}`] as const;

/** Milliseconds from start to end. */
function once([program, ...words]: readonly [string, ...string[]], cwd: string): number {
  const began = process.hrtime.bigint();
  const { status } = spawnSync(program, words, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  if (status !== 0) throw new Error(`${program} exited with ${status}`);
  return milliseconds;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function fill({ directories, files }: (typeof TREES)[number]): void {
  for (const path of [source, mirror]) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
  }
  for (let number = 0; number < directories; number++) {
    const directory = join(source, `directory${number % 100}`, `${number}`);
    mkdirSync(directory, { recursive: true });
    for (let file = 0; file < files; file++) writeFileSync(join(directory, `file ${file}`), `${number} ${file}`);
  }
  execFileSync(process.execPath, [RSURE, `--tag=name=${REVISION}`, "update"], { cwd: source, stdio: "ignore" });
  // A difference is an exit status of 1, and no revision has the surefile.
  execFileSync("rsync", ["-a", "--exclude=/2sure.*", "./", mirror], { cwd: source });
}

try {
  console.log("| files | `rsure compare` | `find -printf` | ratio, median of 15 pairs | target |");
  console.log("| --- | --- | --- | --- | --- |");
  for (const tree of TREES) {
    fill(tree);
    const argv = [...COMPARE, `--revision=${REVISION}`] as const;
    const pairs = Array.from({ length: PAIRS }, (_, index) => {
      const first = index % 2 === 0 ? once(FIND, mirror) : null;
      const compared = once(argv, source);
      return { found: first ?? once(FIND, mirror), compared };
    });
    const [found, compared] = [median(pairs.map(({ found }) => found)), median(pairs.map(({ compared }) => compared))];
    const ratio = median(pairs.map(({ found, compared }) => compared / found)).toFixed(2);
    const what = `${tree.directories * tree.files} in ${tree.directories} directories`;
    console.log(`| ${what} | ${compared.toFixed(0)} ms | ${found.toFixed(0)} ms | ${ratio} | 1.30 |`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
