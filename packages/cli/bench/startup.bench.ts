import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RDUMP = fileURLToPath(new URL("../bin/rdump.js", import.meta.url));
const PAIRS = 40;

const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const env = { PATH: process.env.PATH, HOME: root };

/** Milliseconds from start to end. */
function once(argv: readonly string[]): number {
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: root, env, encoding: "utf8" });
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  if (status !== 0) throw new Error(`${argv.join(" ")} exited with ${status}: ${stderr}`);
  return milliseconds;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Each run of rdump right after one of `node -e 0`, and the median of their ratios: other load affects both. */
function row(what: string, target: string, argv: readonly string[]): void {
  const pairs = Array.from({ length: PAIRS }, (_, index) => {
    if (index % 2 === 0) return [once(["-e", "0"]), once([RDUMP, ...argv])] as const;
    const rdump = once([RDUMP, ...argv]);
    return [once(["-e", "0"]), rdump] as const;
  });
  const node = median(pairs.map(([node]) => node));
  const rdump = median(pairs.map(([, rdump]) => rdump));
  const ratio = median(pairs.map(([node, rdump]) => rdump / node));
  console.log(`| ${what} | ${rdump.toFixed(0)} ms | ${node.toFixed(0)} ms | ${ratio.toFixed(2)} | ${target} |`);
}

/** A source and its correct mirror. */
function settle(): void {
  for (const directory of ["source", "mirror"]) mkdirSync(join(root, directory));
  writeFileSync(join(root, "source", "file"), "content\n");
  const volume = {
    source: { type: "plain", path: join(root, "source") },
    integrity: false,
    mirrors: [{ path: join(root, "mirror"), every: "yearly" }],
  };
  const config = { version: 1, id: "bench", timezone: "UTC", stateDir: join(root, "state"), volumes: { volume } };
  writeFileSync(join(root, "rdump.json5"), JSON.stringify(config));
  once([RDUMP, "apply", "-y"]);
}

try {
  settle();
  console.log("| start-up, median of 40 pairs | rdump | `node -e 0` | ratio | target |");
  console.log("| --- | --- | --- | --- | --- |");
  row("`rdump --version`", "1.50", ["--version"]);
  row("`rdump --help`", "2.00", ["--help"]);
  row("`rdump schema`", "", ["schema"]);
  row("`rdump plan` with one mirror and nothing to do", "4.00", ["plan"]);
} finally {
  rmSync(root, { recursive: true, force: true });
}
