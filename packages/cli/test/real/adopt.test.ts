import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import t from "tap";
import { makeBorgArchives } from "../../../../testing/borg-archives.ts";
import { openScene, simpleConfig } from "../scene.ts";

const ADDRESS = 'docs.archives["offsite"]';
const DAYS = 50;

const stamp = (day: number) => new Date(Date.UTC(2026, 9, 1 + day, 2, 30, 5)).toISOString().slice(0, 19);

t.test("50 archives of another program are adopted, expire by the rules, and are given back", async (t) => {
  const scene = openScene(t);
  const { borg } = scene;
  borg("init", "--encryption=none");
  const repository = scene.path("repository");
  const days = Array.from({ length: DAYS }, (_, day) => [`host-docs-${day}`, stamp(day)] as const);
  const archives = [...days, ["host-mail-3", stamp(3)] as const];
  makeBorgArchives({ repository, tree: scene.path("source"), archives, comment: "nightly" }, scene.borgEnv);
  const others = () =>
    borg("list", "--short")
      .split("\n")
      .filter((name) => name.startsWith("host-"));
  const before = others();
  t.equal(before.length, DAYS + 1);

  // The newest one is of the present day.
  scene.at("2026-11-19T12:00:00Z");
  const config = simpleConfig(scene, { daily: DAYS });
  writeFileSync(scene.path("rdump.json5"), `// the head\n${JSON.stringify(config)}\n// the end\n`);
  t.match((await scene.rdump("plan")).out, /create docs/, "the archives of others fill no slot");

  const listed = await scene.rdump("adopt", ADDRESS);
  t.match(listed, { exitCode: 0, err: "" });
  t.equal(listed.out.match(/^ {2}host-/gm)?.length, DAYS + 1);
  t.match(await scene.rdump("adopt", ADDRESS, "nothing-*"), { exitCode: 1, err: "adopt-nothing" });
  t.match(await scene.rdump("adopt", 'docs.archives["none"]'), { exitCode: 1, err: "adopt-nothing" });

  const shown = await scene.rdump("adopt", ADDRESS, "host-docs-*");
  t.match(shown, { exitCode: 0, err: "" });
  t.match(shown.out, /50 points count as own\. The keep rules delete no point/);
  t.match(shown.out, /^ {6}"docs\.archives\[\\"offsite\\"\]": \[\{ names: "host-docs-\*" \}\],$/m);
  t.notOk(existsSync(scene.path("rdump.adopted.json")), "nothing is written without --write");

  const written = await scene.rdump("adopt", ADDRESS, "host-docs-*", "--write");
  t.match(written, { exitCode: 0, err: "" });
  const text = readFileSync(scene.path("rdump.json5"), "utf8");
  t.match(text, /^\/\/ the head\n[\s\S]*\/\/ the end\n$/);
  const plan = await scene.rdump("plan");
  t.match(plan, { exitCode: 0, err: "" });
  t.match(plan.out, /No changes\. Everything that is declared is there/);
  t.match(plan.out, /Adopted, and counted as own: docs\.archives\["offsite"\]: 50 points/);
  t.match((await scene.rdump("status")).out, /^ok +docs +offsite [\s\S]*The target has 50 adopted points\.$/m);
  t.strictSame(others(), before, "nothing was rewritten");

  for (const day of [20, 21]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    const night = await scene.rdump("apply", "-y");
    t.match(night, { exitCode: 0, err: "" });
    t.match(
      night.out,
      new RegExp(`- host-docs-${day - 20} .*, adopted\\)`),
      "the oldest one expires, and is shown as such",
    );
  }
  t.strictSame(
    others(),
    before.filter((name) => !["host-docs-0", "host-docs-1"].includes(name)),
  );
  t.match((await scene.rdump("plan")).out, /No changes\. Everything/, "no drift: a run deleted them");

  borg("delete", "::host-docs-30");
  const drift = await scene.rdump("status");
  t.match(drift.out, /host-docs-30/, "an adopted archive that another program deleted is drift");
  t.equal((await scene.rdump("accept", "-y", `${ADDRESS}@host-docs-30`)).exitCode, 0);

  const left = others();
  const without = text.replace(/\n {2}adopted: \{.*?\], \},/, "");
  t.not(without, text);
  writeFileSync(scene.path("rdump.json5"), without);
  const back = await scene.rdump("plan");
  t.match(back, { exitCode: 0, err: "" });
  t.match(back.out, /No changes\. Everything that is declared is there/);
  scene.at("2026-11-22T12:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: "" });
  t.strictSame(others(), left, "given back: no rule concerns them any more");
});

t.test("points that cannot be adopted", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene, { daily: 1 });
  const repositories = { offsite: { ...config.repositories.offsite, encryption: "none" } };
  const other = { ...config, repositories, id: "other" };
  scene.declare(other);
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  const theirs = scene.archive("docs-");
  const [id = ""] = scene.borg("list", "--format={id}{NL}").split("\n");
  const mine = { ...config, repositories, stateDir: scene.path("mine") };
  scene.declare({ ...mine, adopted: { [ADDRESS]: [{ id }] } });
  const plan = await scene.rdump("plan");
  t.match(plan.out, /create docs/, "an archive of another owner fills no slot, even if its id is declared");
  t.match(await scene.rdump("adopt", ADDRESS, theirs), { exitCode: 1, err: "adopt-nothing" });
  for (const day of [23, 24, 25]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  }
  t.equal(scene.archive(theirs), theirs, "and is never deleted");

  scene.declare({ ...mine, adopted: { [ADDRESS]: [{ names: "host-*" }] } });
  t.match(await scene.rdump("plan"), { exitCode: 0, err: "adopt-unresolved" });
  writeFileSync(scene.path("rdump.adopted.json"), "{", { mode: 0o600 });
  t.match(await scene.rdump("plan"), { exitCode: 1, err: "config-adopted-file" });
  chmodSync(scene.path("rdump.adopted.json"), 0o666);
  t.match(await scene.rdump("plan"), { exitCode: 1, err: "config-untrusted" });
  rmSync(scene.path("rdump.adopted.json"));
  scene.declare({ ...mine, adopted: { [ADDRESS]: [{ id, names: "x" }] } });
  t.match(await scene.rdump("plan"), { exitCode: 1, err: "config-either-or" });
  const twice = { [ADDRESS]: [{ id }], 'mail.archives["offsite"]': [{ id }] };
  scene.declare({ ...mine, adopted: twice });
  t.match(await scene.rdump("plan"), { exitCode: 1, err: "config-adopted-twice" });
});
