import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

const ADDRESS = 'docs.archives["offsite"]';
const IS_ROOT = process.getuid?.() === 0;

t.test(
  "a full repository: the run fails, free frees space, the next run succeeds",
  { skip: !IS_ROOT && "needs root to mount a tmpfs" },
  async (t) => {
    const scene = openScene(t);
    const disk = scene.path("repository-disk");
    execFileSync("mkdir", [disk]);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=60M,mode=0700", "tmpfs", disk]);
    t.teardown(() => spawnSync("umount", [disk]));
    const borg = (...argv: string[]) => execFileSync("borg", argv, { env: scene.borgEnv, encoding: "utf8" });
    borg("init", "--encryption=none", `${disk}/borg`);
    // borg wants space for a whole segment, 500 MB, before it begins.
    borg("config", `${disk}/borg`, "max_segment_size", "1000000");
    const config = simpleConfig(scene, { daily: 2 });
    const repositories = {
      offsite: { type: "borg", location: `${disk}/borg`, encryption: "none", compression: "none", compact: false },
    };
    scene.declare({ ...config, repositories });
    const list = () => borg("list", "--short", `${disk}/borg`).split("\n").filter(Boolean);
    const night = (day: number) => {
      writeFileSync(scene.path("source", "data"), randomBytes(6_000_000));
      scene.at(`2026-11-${day}T12:00:00Z`);
      return scene.rdump("apply", "-y");
    };
    let day = 1;
    let ended = await night(10 + day);
    for (; ended.exitCode === 0 && day < 8; ended = await night(10 + ++day));
    t.equal(ended.exitCode, 1, "the disk is full");
    t.match(ended.out + ended.err, /[Nn]o space|out of space|full/);
    const before = list();
    t.ok(before.length >= 2);

    const shown = await scene.rdump("free", ADDRESS);
    t.equal(shown.exitCode, 0, shown.err);
    t.match(shown.out, before[0] ?? "");
    t.match(shown.out, /Nothing was deleted\. To delete these points:\n {4}rdump free '.*' --destroy \d\n$/);
    t.strictSame(list(), before);
    const [, number = "0"] = /--destroy (\d)/.exec(shown.out) ?? [];
    t.match(await scene.rdump("free", ADDRESS, "--destroy", String(Number(number) + 1), "-y"), {
      exitCode: 1,
      err: "free-other-number",
    });
    t.match(await scene.rdump("free", ADDRESS, "--destroy", "1"), { exitCode: 1, err: "apply-not-approved" });
    const freed = await scene.rdump("free", ADDRESS, "--destroy", number, "-y");
    t.equal(freed.exitCode, 0, freed.err + freed.out);
    t.strictSame(list(), before.slice(Number(number)));
    t.match(freed.out, /done compact repository\["offsite"\] \(\d+\.\d MiB freed/);

    const next = await night(10 + day);
    t.equal(next.exitCode, 0, next.err);
    t.match((await scene.rdump("runs")).out, /ok/);
  },
);

t.test("a pinned point is kept, takes no place of a keep rule, and expires after it is unpinned", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, { daily: 2 }));
  const night = async (day: number) => {
    scene.at(`2026-11-${day}T12:00:00Z`);
    const ended = await scene.rdump("apply", "-y");
    t.equal(ended.exitCode, 0, ended.err);
  };
  await night(11);
  await night(12);
  const [first = ""] = scene.borg("list", "--short", scene.path("repository")).split("\n");
  const point = `${ADDRESS}@${first}`;
  const printed = await scene.rdump("pin", point, "--until", "2027-01-31");
  t.match(printed, { exitCode: 0, err: "" });
  t.match(
    printed.out,
    /^ {6}"docs\.archives\[\\"offsite\\"\]": \[\{ id: "[0-9a-f]{64}", until: "2027-01-31T00:00:00Z" \}\],$/m,
  );
  const before = readFileSync(scene.path("rdump.json5"), "utf8");
  t.equal((await scene.rdump("pin", point, "--until", "2027-01-31", "--write")).exitCode, 0);
  t.not(readFileSync(scene.path("rdump.json5"), "utf8"), before);
  for (const day of [13, 14, 15]) await night(day);
  t.strictSame(
    scene.archives().map((name) => name.slice(5, 13)),
    ["20261111", "20261114", "20261115"],
    "beside the two that the rules keep",
  );
  t.match(await scene.rdump("pin", `${ADDRESS}@nothing`), { exitCode: 1, err: "pin-not-found" });
  t.equal((await scene.rdump("unpin", point, "--write")).exitCode, 0);
  t.match((await scene.rdump("plan")).out, first, "the rules expire it again");
  t.match(await scene.rdump("unpin", point), { exitCode: 1, err: "pin-not-found" });
});

t.test("after a changed id, the plan names the owner of the older archives and the line for the config", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene, { daily: 2 });
  scene.declare({ ...config, id: "old" });
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  scene.declare({ ...config, id: "new" });
  const { err, out } = await scene.rdump("plan");
  t.match(err, 'repository["offsite"]: warning: Points have another owner [plan-former-owner]');
  t.match(err, '      formerIds: ["old"],');
  t.match(out, "+ create docs.archives");
  scene.declare({ ...config, id: "new", formerIds: ["old"] });
  t.match(await scene.rdump("plan"), { exitCode: 0, err: "", out: "No changes." });
});

t.test("each apply --now makes one more point in the slot", async (t) => {
  const scene = openScene(t);
  const other = { source: { type: "plain", path: scene.path("mirror") }, archives: [{ repository: "offsite" }] };
  const config = simpleConfig(scene, { last: 9 });
  scene.declare({ ...config, volumes: { ...config.volumes, other } });
  const first = await scene.rdump("apply", "-y", "--now", "docs");
  t.equal(first.exitCode, 0, first.err);
  t.match(first.out, "due: no archive for 2026-11-22 yet");
  t.strictSame(scene.archives().length, 1, "only of the named volume");
  t.match((await scene.rdump("plan", "--only", "docs")).out, "No changes.");

  const planned = await scene.rdump("plan", "--extra", "docs", "--out", "more.plan");
  t.match(
    planned.out,
    'create docs.archives["offsite"]@docs-{run.time}-{run.suffix}  requested: one more archive for 2026-11-22',
  );
  scene.at("2026-11-22T12:00:01Z");
  const applied = await scene.rdump("apply", "-y", "more.plan");
  t.equal(applied.exitCode, 0, applied.err);
  t.equal(scene.archives().length, 2);
  t.match((await scene.rdump("apply", "-y", "more.plan")).err, "plan-stale");

  scene.at("2026-11-22T12:00:02Z");
  t.equal((await scene.rdump("apply", "-y", "--now", "docs")).exitCode, 0);
  t.equal(scene.archives().length, 3);
  t.equal(new Set(scene.archives()).size, 3);
  t.match(await scene.rdump("apply", "-y", "--now", "dosc"), { exitCode: 1, err: "config-no-such-volume" });
});
