/**
 * `rdump verify` of one archive, and by hand `borg extract` into a directory of the same disk, then `rsure check` and the
 * removal of the files: in turn. The medians of the rounds, and the median of the ratios of each round. A run of rdump has a
 * fixed cost of about a second, so a small archive shows this cost, and a large archive the target.
 *
 *     npm run bench verify -- [--rounds 3] [--files 40000]
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Contender } from "./night/contenders.ts";
import { type Cost, measure } from "./night/measure.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, files: { type: "string", default: "40000" } },
});
const [ROUNDS, FILES] = [Number(values.rounds), Number(values.files)];
/** In bytes; half of it is the mean. */
const LARGEST = 32 * 1024;
const IN_DIRECTORY = 100;
const RDUMP = fileURLToPath(new URL("../bin/rdump.js", import.meta.url));
const RSURE = fileURLToPath(new URL("../bundle/rsure.js", import.meta.url));

const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const [repository, source, scratch] = ["repository", "source", "scratch"].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
const env = { PATH: process.env.PATH, TZ: "UTC", BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes" };

function settle(): string {
  for (let index = 0; index < FILES; index++) {
    const directory = join(source, `d${Math.floor(index / IN_DIRECTORY)}`);
    if (index % IN_DIRECTORY === 0) mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `f${index}`), randomBytes(Math.floor((LARGEST * (index % 97)) / 97)));
  }
  const docs = {
    source: { type: "plain", path: source },
    integrity: { xattrs: true },
    archives: [{ repository: "disk", every: "yearly", keep: { yearly: 2 } }],
  };
  const repositories = { disk: { type: "borg", location: repository, encryption: "none" } };
  const rest = { version: 1, id: "bench", machine: "bench", timezone: "UTC", stateDir: join(root, "state") };
  writeFileSync(join(root, "rdump.json5"), JSON.stringify({ ...rest, repositories, volumes: { docs } }));
  const options = { cwd: root, env: { ...env, HOME: root }, encoding: "utf8" } as const;
  execFileSync(process.execPath, [RDUMP, "apply", "-y"], { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const [archive = ""] = execFileSync("borg", ["list", "--short", repository], options).split("\n");
  return archive;
}

const BY_HAND = `mkdir "$1" && cd "$1" && borg extract --numeric-ids "$2" && "$3" "$4" -f 2sure.dat.gz -d . check && rm -r "$1"`;

function contendersFor(archive: string): readonly Contender[] {
  const of = { tree: "source", home: root } as const;
  const words = ["by hand", scratch, `${repository}::${archive}`, process.execPath, RSURE];
  return [
    { ...of, name: "`borg extract`, `rsure check`, `rm`", argv: () => ["bash", "-c", BY_HAND, ...words] },
    { ...of, name: "`rdump verify`", argv: () => [process.execPath, RDUMP, "verify", "docs", "--scratch", root] },
  ];
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

try {
  const [hand, verify] = contendersFor(settle()).map((contender) => ({ contender, costs: [] as Cost[] }));
  if (hand === undefined || verify === undefined) throw new Error("two are compared");
  for (let round = 0; round < ROUNDS; round++) {
    for (const { contender, costs } of round % 2 === 0 ? [hand, verify] : [verify, hand]) {
      costs.push(await measure(contender, round, env));
    }
    process.stderr.write(`round ${round + 1} of ${ROUNDS}, load ${loadavg()[0]?.toFixed(1)}\n`);
  }
  if (readdirSync(root).some((name) => name.startsWith(".rdump"))) throw new Error("verify left files");
  console.log(`| one archive of ${FILES} files, median of ${ROUNDS} | by hand | rdump verify | ratio | target |`);
  console.log("| --- | --- | --- | --- | --- |");
  for (const [what, key] of [
    ["time", "wall"],
    ["CPU", "cpu"],
  ] as const) {
    const of = ({ costs }: typeof hand) => costs.map((cost) => cost[key]);
    const ratios = of(verify).map((value, round) => value / (of(hand)[round] ?? Number.NaN));
    const seconds = [hand, verify].map((each) => `${median(of(each)).toFixed(1)} s`);
    console.log(
      `| ${what} | ${seconds.join(" | ")} | ${median(ratios).toFixed(2)} | ${key === "wall" ? "1.10" : ""} |`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
