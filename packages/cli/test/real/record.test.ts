import { cpSync, rmSync } from "node:fs";
import t from "tap";
import { countCalls } from "../calls.ts";
import { openScene, simpleConfig } from "../scene.ts";

t.test("comments of archives are read once, and a recorded archive that is not listed does not count", async (t) => {
  const scene = openScene(t);
  const calls = countCalls(scene, "borg");
  scene.declare(simpleConfig(scene, { daily: 9 }, { integrity: false }));
  await scene.rdump("apply", "-y");
  for (const day of ["23", "24"]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  }
  calls();
  t.match(await scene.rdump("plan"), { exitCode: 0, out: /^No changes/ });
  t.strictSame(calls(), ["list REPOSITORY"], "what the runs made is known");

  scene.borg("create", "--timestamp=2026-11-21T00:00:00", "::by-hand", scene.path("source"));
  scene.borg("create", "--timestamp=2026-11-25T00:00:00", "::newest-by-hand", scene.path("source"));
  const all = "list --format={comment} REPOSITORY";
  await scene.rdump("plan");
  t.strictSame(calls(), ["list REPOSITORY", all], "one of them is the oldest, so all are asked at once");
  scene.borg("delete", "::by-hand");
  await scene.rdump("plan");
  t.strictSame(calls(), ["list REPOSITORY", "list --format={comment} --last=1 REPOSITORY"], "a plan writes nothing");
  scene.at("2026-11-25T12:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  calls();
  t.match(await scene.rdump("plan"), { exitCode: 0, out: /^No changes/ });
  t.strictSame(calls(), ["list REPOSITORY"], "strangers are known too");

  // A renamed archive has another id, and so has one whose comment was changed.
  const idOf = (name: string) => scene.borg("list", "--format={id}", "--glob-archives", name);
  const before = idOf("docs-20261122*");
  scene.borg("rename", `::${scene.archive("docs-20261122")}`, "docs-of-old");
  t.not(idOf("docs-of-old"), before);
  const said = await scene.rdump("plan");
  t.match(said.err, /borg-renamed-archive/);
  t.match(calls(), ["list REPOSITORY", /comment/]);
  scene.borg("recreate", "--comment=by hand", `::${scene.archive("docs-20261123")}`);
  t.match((await scene.rdump("status", "--json")).out, /"points": 2,/);
  calls();

  rmSync(scene.path("state", "points.jsonl"));
  t.match(await scene.rdump("plan"), { exitCode: 0, out: /^No changes/ }, "no point is lost with the record");
  t.strictSame(calls(), [all]);
  scene.at("2026-11-26T12:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: /ok, 1 done/ });
});

t.test("an archive that was deleted by hand is drift until it is accepted", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene, { daily: 9 }, { integrity: false });
  scene.declare(config);
  for (const day of ["22", "23", "24"]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  }
  t.match(await scene.rdump("status"), { exitCode: 0 });
  const DOCS = 'docs.archives["offsite"]';
  const deleted = scene.archive("docs-20261122");
  scene.borg("delete", `::${deleted}`);
  scene.borg("recreate", "--comment=by hand", `::${scene.archive("docs-20261123")}`);
  const plan = await scene.rdump("plan");
  t.match(plan, { exitCode: 0, out: /^Drift: / });
  t.match(plan.out, `! ${DOCS}: 1 point is missing, and no run of rdump did that: docs-20261122T120000Z`);
  t.match(plan.out, `! ${DOCS}: 1 point is there without the mark of rdump`);
  t.match(plan.out, `rdump accept 'docs.archives["offsite"]'`);
  t.match(await scene.rdump("status"), { exitCode: 2, out: /^drift {2}docs\.archives\["offsite"\]\s+1 point is mi/m });
  t.match(JSON.parse((await scene.rdump("plan", "--json")).out).drift, [
    { kind: "gone", address: DOCS, points: [{ name: "docs-20261122T120000Z", time: "2026-11-22T12:00:00Z" }] },
    { kind: "unmarked", address: DOCS, points: [{ name: "docs-20261123T120000Z" }] },
  ]);
  scene.at("2026-11-25T12:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 }, "backups go on");
  t.match(await scene.rdump("status"), { exitCode: 2 }, "and the drift stays");

  t.match(await scene.rdump("accept", "-y", "docs"), { exitCode: 1, err: /accept-nothing/ });
  t.match(await scene.rdump("accept", DOCS), { exitCode: 1, err: /apply-not-approved[\s\S]*rdump accept -y/ });
  const one = await scene.rdump("accept", "-y", `${DOCS}@${deleted}`);
  t.match(one, { exitCode: 0, out: /1 point is missing[^\n]*\nAccepted/ });
  t.match(JSON.parse((await scene.rdump("status", "--json")).out).drift, [{ kind: "unmarked" }]);
  t.match(await scene.rdump("accept", "-y", DOCS), { exitCode: 0 });
  t.match(await scene.rdump("status"), { exitCode: 0 });
  t.match(await scene.rdump("plan"), { exitCode: 0, out: /^No changes/ });

  // Points that a run deletes are no drift, and a target that is not declared is forgotten.
  scene.declare(simpleConfig(scene, { daily: 1 }, { integrity: false }));
  scene.at("2026-11-26T12:00:00Z");
  t.match(await scene.rdump("apply", "-y", "--allow-destroy", "2"), { exitCode: 0 });
  t.match(await scene.rdump("status"), { exitCode: 0 });
  const { docs } = config.volumes;
  const only = { source: docs.source, integrity: false, mirrors: [{ path: scene.path("mirror") }] };
  scene.declare({ ...config, volumes: { docs: only } });
  const forgotten = await scene.rdump("status");
  t.match(forgotten.out, `forgotten  ${DOCS}\n    1 point, newest of 2026-11-26T12:00:00Z, recorded and not listed`);
  t.match(await scene.rdump("accept", "-y", DOCS), { exitCode: 0 });
  t.notMatch((await scene.rdump("status")).out, "forgotten");
});

t.test("another repository in the place of the known one is drift", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, { daily: 9 }, { integrity: false }));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  rmSync(scene.path("repository"), { recursive: true });
  scene.borg("init", "--encryption=none", scene.path("repository"));
  const plan = await scene.rdump("plan");
  t.match(plan.out, /! repository\["offsite"\]: another repository is in its place: [0-9a-f]{16} \(none\) instead of /);
  t.notMatch(plan.out, "is missing");
  t.match(await scene.rdump("accept", "-y", 'repository["offsite"]'), { exitCode: 0 });
  t.notMatch((await scene.rdump("plan")).out, "Drift");
});

t.test("after the state directory was restored from an older copy, no point is destroyed", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, { daily: 1 }, { integrity: false }));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  cpSync(scene.path("state"), scene.path("older"), { recursive: true });
  scene.at("2026-11-23T12:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  t.match(scene.archives(), [/^docs-20261123T/], "one day, one archive");
  rmSync(scene.path("state"), { recursive: true });
  cpSync(scene.path("older"), scene.path("state"), { recursive: true });
  scene.at("2026-11-24T12:00:00Z");
  const applied = await scene.rdump("apply", "-y");
  t.match(applied, { exitCode: 0, err: /plan-foreign[\s\S]*restored from an older copy[\s\S]*rdump takeover/ });
  t.match(scene.archives(), [/^docs-20261123T/, /^docs-20261124T/]);
  t.match(JSON.parse((await scene.rdump("status", "--json")).out).groups, [{ points: 1, foreign: 1, state: "ok" }]);
});
