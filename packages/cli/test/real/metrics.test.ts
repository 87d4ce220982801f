import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene } from "../scene.ts";

const MIRROR_EVERY = "daily";
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

t.test("each run writes the metrics, also a run that failed, and values that are not known are left out", async (t) => {
  const scene = openScene(t);
  const file = scene.path("metrics", "rdump.prom");
  mkdirSync(scene.path("metrics"));
  scene.declare({
    version: 1,
    id: "joke",
    machine: "m",
    timezone: "UTC",
    stateDir: scene.path("state"),
    metrics: file,
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        mirrors: [{ path: scene.path("mirror"), every: MIRROR_EVERY }],
      },
    },
  });
  const owner = 'owner="joke"';
  const labels = `${owner},volume="docs",address="docs.mirrors[\\"${scene.path("mirror")}\\"]"`;
  const read = () => readFileSync(file, "utf8").split("\n");
  const sampleOf = (name: string, of = labels) =>
    read()
      .find((line) => line.startsWith(`${name}{${of}} `))
      ?.replace(/.* /, "");

  const first = await scene.rdump("apply", "-y");
  t.equal(first.exitCode, 0, first.err);
  const noon = Date.parse("2026-11-22T12:00:00Z") / 1000;
  const midnight = Date.parse("2026-11-23T00:00:00Z") / 1000;
  t.equal(sampleOf("rdump_target_exit_status"), "0");
  t.equal(sampleOf("rdump_target_state_info", `${labels},state="ok"`), "1");
  t.equal(sampleOf("rdump_target_last_success_timestamp_seconds"), String(noon));
  t.equal(sampleOf("rdump_target_next_due_timestamp_seconds"), String(midnight));
  t.equal(sampleOf("rdump_target_points", `${labels},kind="complete"`), "1");
  t.equal(sampleOf("rdump_target_files"), "2", "the file and the integrity data");
  t.equal(sampleOf("rdump_last_run_success", owner), "1");
  t.equal(sampleOf("rdump_status_timestamp_seconds", owner), String(noon));
  t.notMatch(read().join("\n"), /NaN|undefined|null|version=/);
  t.strictSame(readdirSync(scene.path("metrics")), ["rdump.prom"], "no temporary file is left");
  t.equal(statSync(file).mode & 0o777, 0o644, "the exporter runs as another user");
  if (hasPromtool) t.doesNotThrow(() => execFileSync("promtool", ["check", "metrics"], { input: readFileSync(file) }));

  scene.at("2026-11-22T18:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: /^No changes\./m });
  t.equal(sampleOf("rdump_status_timestamp_seconds", owner), String(noon + 6 * 3600), "a run without changes too");
  t.equal(sampleOf("rdump_target_observed_timestamp_seconds"), String(noon + 6 * 3600));

  scene.at("2026-11-23T12:00:00Z");
  renameSync(scene.path("source"), scene.path("away"));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
  t.equal(sampleOf("rdump_last_run_success", owner), "0");
  t.equal(sampleOf("rdump_target_exit_status"), "2");
  t.equal(sampleOf("rdump_target_last_success_timestamp_seconds"), String(noon), "the last success stays");
  t.equal(sampleOf("rdump_target_next_due_timestamp_seconds"), String(midnight), "it has been due since then");

  renameSync(scene.path("away"), scene.path("source"));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  t.equal(sampleOf("rdump_last_run_success", owner), "1");
  const holder = {
    run: "other",
    since: "2026-11-23T12:00:00Z",
    host: "elsewhere",
    boot: "b",
    pid: 1,
    start: "1",
    ns: "n",
  };
  writeFileSync(scene.path("state", "lock"), JSON.stringify(holder));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
  t.equal(sampleOf("rdump_last_run_success", owner), "0", "a run that failed before its first action");
  rmSync(scene.path("state", "lock"));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: /^No changes\./m });
  t.equal(sampleOf("rdump_last_run_success", owner), "1", "a run without actions");
});

t.test("metrics that cannot be written are a warning, and the run is complete", async (t) => {
  const scene = openScene(t);
  scene.declare({
    version: 1,
    id: "joke",
    machine: "m",
    timezone: "UTC",
    stateDir: scene.path("state"),
    metrics: scene.path("absent", "rdump.prom"),
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        mirrors: [{ path: scene.path("mirror"), every: MIRROR_EVERY }],
      },
    },
  });
  t.match(await scene.rdump("lint"), { exitCode: 0 });
  t.match(await scene.rdump("apply", "-y"), {
    exitCode: 0,
    err: /Cannot write the metrics \[metrics-not-written\][\s\S]*absent/,
  });
});
