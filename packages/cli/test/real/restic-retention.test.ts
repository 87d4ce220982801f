import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import t from "tap";
import { keptByBorg, noBorgOracle } from "../../../../testing/borg-oracle.ts";
import { openScene, simpleConfig } from "../scene.ts";

const MISSING = spawnSync("restic", ["version"]).error === undefined ? noBorgOracle : "restic is not installed";

const ZONE = "Europe/Berlin";
const HOUR = 3_600_000;
/** Hours from each run to the next: within a day, days with gaps, over the end of summer time, a month and a year. */
const STEPS = [1, 1, 20, 24, 25, 3, 24, 24, 72, 24, 24, 168, 24, 7, 24, 336, 24, 24, 720, 24, 48, 24];

interface Snapshot {
  readonly time: string;
  readonly tags?: readonly string[];
}

t.test("after each of many runs, restic has the snapshots that borg would keep", { skip: MISSING }, async (t) => {
  const scene = openScene(t);
  writeFileSync(scene.path("passphrase"), "correct horse\n", { mode: 0o600 });
  const passphrase = { file: scene.path("passphrase") };
  scene.declare({
    ...simpleConfig(scene),
    timezone: ZONE,
    repositories: { offsite: { type: "restic", location: scene.path("repository"), passphrase, prune: false } },
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        integrity: false,
        archives: [{ repository: "offsite", every: "hourly", keep: { last: 1, daily: 3, weekly: 2, monthly: 2 } }],
      },
    },
  });
  const rules = [
    ["secondly", 1],
    ["daily", 3],
    ["weekly", 2],
    ["monthly", 2],
  ] as const;
  const env = { ...scene.env, RESTIC_REPOSITORY: scene.path("repository"), RESTIC_PASSWORD: "correct horse" };
  const restic = (...argv: readonly string[]) => execFileSync("restic", argv, { env, encoding: "utf8" });
  const listed = () => JSON.parse(restic("snapshots", "--json", "--no-lock")) as readonly Snapshot[];

  let now = Date.parse("2026-10-22T10:30:00Z");
  let expected: readonly number[] = [];
  for (const [index, step] of STEPS.entries()) {
    scene.at(new Date(now).toISOString());
    const applied = await scene.rdump("apply", "-y");
    t.match(applied, { exitCode: 0 }, applied.err);
    if (index === 0) restic("backup", "--quiet", "--tag", "rdump:owner=joke", scene.path("source"));
    const points = [...expected, now].map((time) => [String(time), time] as const);
    const [kept = {}] = keptByBorg([{ zone: ZONE, now, within: null, rules, points }]);
    expected = Object.keys(kept).map(Number).sort();
    const own = listed().filter(({ tags }) => tags?.length === 3);
    const times = own.map(({ time }) => Date.parse(time)).sort();
    t.strictSame(times, expected, `run ${index + 1}`);
    now += step * HOUR;
  }
  t.ok(expected.length >= 6, `${expected.length} are left`);
  t.equal(listed().length, expected.length + 1, "and that of others");
});
