// Runs the tests in the lab in rounds, each from another seed, until the time is over, and adds the results to
// docs/reliability.md: npm run test:campaign -- --seed N --hours H [WORD...]. One round always runs to its end.
import { readFileSync, writeFileSync } from "node:fs";
import { execa } from "execa";
import { wantedZfs } from "../lab/build/zfs-series.ts";
import { SEED } from "../lab/chance.ts";
import { parseCampaign } from "./campaign/arguments.ts";
import { openAttackPlaces } from "./campaign/attack-places.ts";
import { type Campaign, type Fallen, withCampaign } from "./campaign/record.ts";
import { runLabTests } from "./check/lab-tests.ts";

/**
 * The runs that the simulated host kills are part of it, the changes that a mirror must have on each file system, the races of
 * an unprivileged user, and the memory for large trees.
 */
const BESIDE = [
  ...["crash", "interrupts"].map((name) => `packages/fake-host/test-long/${name}.test.ts`),
  "packages/fake-host/test/worlds.test.ts",
  "packages/providers-fs/test/real/matrix.test.ts",
  "packages/core/test/io/attack.test.ts",
  "packages/rsure/test/real/attack.test.ts",
  "packages/providers-fs/test/real/attack.test.ts",
  "packages/cli/test/real/exchanged.test.ts",
  "packages/cli/test/real/restore-attack.test.ts",
  "packages/rsure/test-long/memory.test.ts",
];
/** How much each round tries of what the tests otherwise try a sample of. */
const WHOLE = {
  RDUMP_LAB_KILLS: "50",
  RDUMP_LAB_STOPS: "5",
  RDUMP_LAB_CUTS: "10",
  RDUMP_LAB_LINK_CUTS: "20",
  RDUMP_CRASH_RUNS: "100",
  RDUMP_STOP_RUNS: "10",
  RDUMP_ONE_INSTANT_OF: "1",
  RDUMP_MATRIX: "whole",
  RDUMP_MEMORY_FILES: "1000000",
  RDUMP_ATTACK_ROUNDS: "1000",
};

const RECORD = "docs/reliability.md";
const asked = parseCampaign(process.argv.slice(2));
if (typeof asked === "string") {
  console.error(asked);
  process.exit(1);
}
const { seed, hours, words } = asked;

const began = new Date();
const end = began.getTime() + hours * 3_600_000;
const counted = { passed: 0, skipped: 0 };
const fallen: Fallen[] = [];
let rounds = 0;
const places = await openAttackPlaces();
if (places.missing !== null) console.log(`campaign: ${places.missing}`);
const attacks = { RDUMP_ATTACK_DIRS: places.directories };
do {
  const now = seed + rounds++;
  console.log(`campaign: round ${rounds}, seed ${now}`);
  const { passed, failed, skipped } = await runLabTests("all", (path) => words.every((word) => path.includes(word)), {
    env: {
      ...WHOLE,
      ...attacks,
      ...process.env,
      [SEED]: String(now),
      RDUMP_CRASH_SEED: String(now),
      RDUMP_STOP_SEED: String(now),
    },
    beside: BESIDE,
    file: (name, ok) => {
      if (!ok) fallen.push({ seed: now, test: name });
    },
  });
  counted.passed += passed;
  counted.skipped += skipped.length;
  if (failed > 0 && !fallen.some((each) => each.seed === now))
    fallen.push({ seed: now, test: "the lab, or the runner" });
} while (Date.now() < end);
await places.close();

const campaign: Campaign = {
  began: began.toISOString().slice(0, 16).replace("T", " "),
  commit: await commit(),
  zfs: wantedZfs(),
  what: words.join(" ") || "all",
  seeds: rounds === 1 ? `${seed}` : `${seed} to ${seed + rounds - 1}`,
  hours: (Date.now() - began.getTime()) / 3_600_000,
  rounds,
  ...counted,
  fallen,
};
writeFileSync(RECORD, withCampaign(readFileSync(RECORD, "utf8"), campaign));
console.log(`campaign: ${rounds} rounds, ${counted.passed} passed, ${fallen.length} files failed; see ${RECORD}`);
process.exitCode = fallen.length === 0 && counted.skipped === 0 ? 0 : 1;

/** The tested commit; a plus means uncommitted changes. */
async function commit(): Promise<string> {
  const { stdout } = await execa("git", ["rev-parse", "--short", "HEAD"]);
  const { stdout: changes } = await execa("git", ["status", "--porcelain", "--untracked-files=no"]);
  return changes === "" ? stdout : `${stdout}+`;
}
