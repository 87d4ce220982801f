/**
 * `rsure find` and `rsure signoff`, on which `rdump find` and `rdump diff` depend, over 100 revisions of 100,000 files, of
 * which each revision changes one in a hundred. Medians of the rounds, and the largest resident memory: the
 * CPU time shows the cost on a busy machine.
 *
 *     npm run build && node --import=tsx packages/rsure/bench/find.bench.ts [rounds]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSurefile } from "./weaves.ts";

const command = new URL("../../cli/bundle/rsure.js", import.meta.url).pathname;
const rounds = Number(process.argv[2] ?? 5);
const top = mkdtempSync(join(tmpdir(), "rsure-bench-"));
const file = join(top, "2sure.dat.gz");

interface Measured {
  readonly milliseconds: number;
  /** Of processor time, of all threads. */
  readonly busy: number;
  readonly kibibytes: number;
}

async function measured(words: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, [command, "-f", file, "--json", ...words], { stdio: "ignore" });
  let [kibibytes, busy] = [0, 0];
  const watch = setInterval(() => {
    const [, peak = "0"] = /VmHWM:\s+(\d+)/.exec(ofProcess(child.pid, "status")) ?? [];
    kibibytes = Math.max(kibibytes, Number(peak));
    const [user = "0", system = "0"] = ofProcess(child.pid, "stat").split(") ").at(-1)?.split(" ").slice(11, 13) ?? [];
    busy = Math.max(busy, (Number(user) + Number(system)) * MILLISECONDS_A_TICK);
  }, 10);
  const [status] = await once(child, "exit");
  clearInterval(watch);
  if (status > 1) throw new Error(`${words.join(" ")} ended with ${status}`);
  return { milliseconds: performance.now() - start, busy, kibibytes };
}

/** Linux counts processor time in these units (USER_HZ). */
const MILLISECONDS_A_TICK = 10;

function ofProcess(pid: number | undefined, file: "status" | "stat"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

const CASES: readonly (readonly [name: string, words: readonly string[]])[] = [
  ["find of one name in a hundred", ["--name", ".odt", "find"]],
  ["list of one directory in one revision", ["-v", "r50", "--path", "directory000500", "find"]],
  ["diff of the first and the last revision", ["-v", "1..100", "signoff"]],
  ["find of all files, no target", ["find"]],
];

try {
  const nameOf = (revision: number) => `r${revision}`;
  writeSurefile(file, { revisions: 100, directories: 1000, files: 100, oneIn: 100, nameOf });
  console.log("| 100 revisions of 100,000 files | time | CPU | memory | target |");
  console.log("| --- | --- | --- | --- | --- |");
  for (const [name, words] of CASES) {
    const results: Measured[] = [];
    for (let round = 0; round < rounds; round++) results.push(await measured(words));
    const median = (key: "milliseconds" | "busy") => {
      const sorted = results.map((each) => each[key]).toSorted((a, b) => a - b);
      return ((sorted[sorted.length >> 1] ?? 0) / 1000).toFixed(2);
    };
    const memory = Math.round(Math.max(...results.map(({ kibibytes }) => kibibytes)) / 1024);
    console.log(`| ${name} | ${median("milliseconds")} s | ${median("busy")} s | ${memory} MiB | 3 s, 200 MB |`);
  }
} finally {
  rmSync(top, { recursive: true, force: true });
}
