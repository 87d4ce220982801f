/**
 * `rdump verify` of one archive, and by hand `borg extract` into a directory of the same disk, then `rsure check`: in turn,
 * the medians of the rounds.
 *
 *     npm run bench verify [rounds] [files]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [ROUNDS, FILES] = [Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 5000)];
const LARGEST = 32 * 1024;
const RDUMP = fileURLToPath(new URL("../bin/rdump.js", import.meta.url));
const RSURE = fileURLToPath(new URL("../bundle/rsure.js", import.meta.url));

const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const [repository, source, scratch] = ["repository", "source", "scratch"].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
const env = { PATH: process.env.PATH, HOME: root, TZ: "UTC", BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes" };

const rdump = (...argv: readonly string[]) =>
  execFileSync(process.execPath, [RDUMP, ...argv], { cwd: root, env, stdio: ["ignore", "ignore", "pipe"] });

function settle(): void {
  for (let index = 0; index < FILES; index++) {
    const directory = join(source, `d${index % 100}`);
    if (index < 100) mkdirSync(directory, { recursive: true });
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
  rdump("apply", "-y");
}

function byHand(archive: string): void {
  mkdirSync(scratch);
  execFileSync("borg", ["extract", "--numeric-ids", `${repository}::${archive}`], { cwd: scratch, env });
  const words = ["-f", join(scratch, "2sure.dat.gz"), "-d", scratch, "check"];
  const { status, stderr } = spawnSync(process.execPath, [RSURE, ...words], { env, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  rmSync(scratch, { recursive: true });
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

try {
  settle();
  const [archive = ""] = execFileSync("borg", ["list", "--short", repository], { env, encoding: "utf8" }).split("\n");
  const [hand, verify]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    hand.push(milliseconds(() => byHand(archive)));
    verify.push(milliseconds(() => void rdump("verify", "docs", "--scratch", root)));
  }
  if (readdirSync(root).some((name) => name.startsWith(".rdump"))) throw new Error("verify left files");
  const text = (time: number) => `${(time / 1000).toFixed(2)} s`;
  const [one, other] = [median(hand), median(verify)];
  console.log(`| ${FILES} files | by hand | rdump verify | ratio | target |`);
  console.log("| --- | --- | --- | --- | --- |");
  console.log(`| one archive | ${text(one)} | ${text(other)} | ${(other / one).toFixed(2)} | 1.10 |`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
