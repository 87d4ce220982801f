import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { thisProcess } from "@rdump/core";
import t, { type Test } from "tap";
import { openScene } from "../scene.ts";

/** A scene whose volume has a mirror alone. */
function mirrored(t: Test) {
  const scene = openScene(t);
  const docs = { source: { type: "plain", path: scene.path("source") }, mirrors: [{ path: scene.path("mirror") }] };
  scene.declare({
    version: 1,
    id: "joke",
    timezone: "UTC",
    stateDir: scene.path("state"),
    volumes: { docs: { ...docs, integrity: false } },
  });
  return scene;
}

t.test("a link in the place of the lock is refused", async (t) => {
  const scene = mirrored(t);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  symlinkSync("nowhere", scene.path("state", "lock"));
  for (const argv of [["lock"], ["unlock", "R1"], ["plan"], ["apply", "-y"]]) {
    t.match(await scene.rdump(...argv), { exitCode: 1, err: /lock: it is not a regular file/ }, argv.join(" "));
  }
});

t.test("whether the holder of a lock on another host is alive is unknown, and plan reports it", async (t) => {
  const scene = mirrored(t);
  mkdirSync(scene.path("state"));
  const holder = { ...thisProcess.own(), run: "R1", since: "2026-11-22T12:00:00Z", host: "elsewhere" };
  writeFileSync(scene.path("state", "lock"), JSON.stringify(holder));
  const reported = /rdump cannot know whether the run is alive/;
  t.match(await scene.rdump("lock"), { exitCode: 0, out: reported });
  const plan = await scene.rdump("plan");
  t.match(plan, { exitCode: 0, err: reported });
  t.match(plan.err, /rdump unlock R1/);
  t.notMatch(plan.err, /Another run is in progress/);
});

t.test("a run is shown by an unambiguous beginning of its id, and the newest run without one", async (t) => {
  const scene = mirrored(t);
  t.match(await scene.rdump("runs", "show"), { exitCode: 1, err: /Unknown run[\s\S]*No run has a journal yet/ });
  mkdirSync(scene.path("state", "runs"), { recursive: true });
  for (const run of ["20261122T1", "20261122T12", "20261123T1"])
    writeFileSync(scene.path("state/runs", `${run}.jsonl`), "");
  const show = (...run: string[]) => scene.rdump("runs", "show", ...run);
  t.match(await show(), { exitCode: 0, out: /^Run 20261123T1: died/ });
  t.match(await show("20261123"), { exitCode: 0, out: /^Run 20261123T1: died/ });
  t.match(await show("20261122T1"), { exitCode: 0, out: /^Run 20261122T1: died/ });
  t.match(await show("20261122"), { exitCode: 1, err: /2 runs begin with "20261122"/ });
  t.match(await show("../lock"), { exitCode: 1, err: /Unknown run/ });
});

t.test("an unreadable journal is reported, and other runs are still listed", async (t) => {
  const scene = mirrored(t);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  writeFileSync(scene.path("state/runs", "newer.jsonl"), '{"v":2,"at":"x","type":"end"}\n');
  const list = await scene.rdump("runs");
  t.match(list, { exitCode: 1, out: /unreadable .*newer\.jsonl: it is of version 2/ });
  t.match(list.out, / {2}ok {2}/);
});

t.test("without one of its disks a run is partial everywhere, or failed if nothing else was due", async (t) => {
  const scene = openScene(t);
  const mirrors = ["mirror", "unplugged"].map((name) => ({ path: scene.path(name) }));
  const docs = { source: { type: "plain", path: scene.path("source") }, integrity: false, mirrors };
  const config = { version: 1, id: "joke", timezone: "UTC", stateDir: scene.path("state"), volumes: { docs } };
  scene.declare(config);
  const recorded = async () => {
    const list = JSON.parse((await scene.rdump("runs", "--json")).out);
    const shown = JSON.parse((await scene.rdump("runs", "show", list.runs[0].run, "--json")).out);
    return [list.runs[0].status, shown.status];
  };
  const first = await scene.rdump("apply", "-y", "--json");
  t.equal(first.exitCode, 1);
  t.match(JSON.parse(first.out.trim().split("\n").at(-1) ?? ""), { type: "run-ends", report: { status: "partial" } });
  t.strictSame(await recorded(), ["partial", "partial"]);
  t.match((await scene.rdump("runs")).out, / {2}partial {2}/);
  scene.at("2026-11-22T13:00:00Z");
  const second = await scene.rdump("apply", "-y");
  t.match(second, { exitCode: 1, out: /^Run \S+: failed\.$/m });
  t.strictSame(await recorded(), ["failed", "failed"]);
  scene.at("2026-11-22T14:00:00Z");
  mkdirSync(scene.path("unplugged"));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: /^Run \S+: ok, 1 done\.$/m });
  t.strictSame(await recorded(), ["ok", "ok"]);
});
