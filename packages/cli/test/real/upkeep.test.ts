import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import t from "tap";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

const OFFSITE = 'repository["offsite"]';

/** A check each month, a compaction each week. */
function declareUpkeep(scene: Scene): void {
  const config = simpleConfig(scene, { daily: 2 }, { integrity: false });
  const { offsite } = config.repositories;
  const upkeep = { check: { every: "monthly" }, compact: { every: "weekly" } };
  scene.declare({ ...config, repositories: { offsite: { ...offsite, ...upkeep } } });
}

const recordOf = (scene: Scene) => scene.path("state", "points.jsonl");

t.test("a repository is checked and compacted once a slot; a lost record makes it due once more", async (t) => {
  const scene = openScene(t);
  declareUpkeep(scene);
  const first = await scene.rdump("plan");
  t.notMatch(first.out, /check|compact/, "what is not there yet needs no upkeep");
  t.match(await scene.rdump("status"), {
    exitCode: 2,
    out: /^ok +offsite +never[\s\S]*the repository does not exist yet/m,
  });
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  t.match(await scene.rdump("plan", "--detailed-exitcode"), { exitCode: 0, out: /^No changes\./ });
  t.match(readFileSync(recordOf(scene), "utf8"), /^\{"v":1,"type":"result",[^\n]*"kind":"made"[^\n]*\}$/m);

  scene.at("2026-11-23T12:00:00Z");
  const monday = await scene.rdump("plan", "--verbose", "--out", "P");
  t.match(monday.out, `* compact ${OFFSITE}\n    due: not compacted for week 2026-W48 yet\n    $ `);
  t.match(monday.out, /\$ .*borg compact --log-json --lock-wait=600 --progress --info \S+\/repository\n/);
  t.match(monday.out, "Plan: 1 to create, 1 to compact.");
  const applied = await scene.rdump("apply", "P", "-y");
  t.match(applied, { exitCode: 0, out: /done compact repository\["offsite"\] \([\d.]+ \S+ freed/ }, applied.err);
  t.match(await scene.rdump("apply", "P", "-y"), { exitCode: 1, err: /stale/ });
  t.match(await scene.rdump("status"), {
    exitCode: 0,
    out: /^ok +offsite .* 0s \(\S+ freed\)/m,
  });

  scene.at("2026-12-01T12:00:00Z");
  t.match(await scene.rdump("status"), { exitCode: 2, out: /^due +offsite .* never due +8d due/m });
  const december = await scene.rdump("apply", "-y");
  t.match(december.out, /check[\s\S]*not checked for 2026-12 yet[\s\S]*compact[\s\S]*2026-W49/);
  t.match(december.out, ": ok, 4 done.");
  t.match(await scene.rdump("plan", "--detailed-exitcode"), { exitCode: 0, out: /^No changes\./ });
  t.match(JSON.parse((await scene.rdump("status", "--json")).out), {
    upkeep: [
      { address: OFFSITE, kind: "check", state: "ok", age: 0, due: false, last: { time: "2026-12-01T12:00:00Z" } },
      { address: OFFSITE, kind: "compact", state: "ok", last: { freed: Number } },
    ],
  });

  await scene.rdump("plan", "--out", "Q", "--now", "2027-01-04");
  t.match((await scene.rdump("show", "Q")).out, "1 to create, 1 to destroy, 1 to check, 1 to compact");
  rmSync(recordOf(scene));
  t.match((await scene.rdump("plan")).out, "Plan: 1 to check, 1 to compact.");
  writeFileSync(recordOf(scene), '{"v":2,"kind":"check"}\n');
  t.match(await scene.rdump("plan"), { exitCode: 0, err: /history-passed-over/ });
});

t.test(
  "a damaged repository fails its check, is not compacted, and status shows that until a check succeeds",
  async (t) => {
    const scene = openScene(t);
    writeFileSync(scene.path("source", "large"), Buffer.alloc(300_000, "rdump is a backup manager"));
    declareUpkeep(scene);
    await scene.rdump("apply", "-y");
    const restore = damage(scene);
    scene.at("2026-12-01T12:00:00Z");
    const bad = await scene.rdump("apply", "-y");
    t.equal(bad.exitCode, 1);
    t.match(
      bad.out,
      /failed check repository\["offsite"\]\n.*Check found the repository damaged \[borg-check-failed\]: .*checksum mismatch/,
    );
    t.match(bad.out, /skipped compact repository\["offsite"\]/);
    t.match(bad.out, /done create docs/, "what a backup has to do is done");
    t.match(await scene.rdump("status"), {
      exitCode: 2,
      out: /^failed +offsite .* never due [\s\S]*check: failed at 2026-12-01T12:00:00Z [\s\S]*\[borg-check-failed\]$/m,
    });
    t.match((await scene.rdump("plan")).out, "it failed at 2026-12-01T12:00:00Z", "and it stays due");
    restore();
    t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
    t.match(await scene.rdump("status"), { exitCode: 0 });
  },
);

t.test("an append-only repository: deletions that free nothing are reported, and no compaction runs", async (t) => {
  const scene = openScene(t);
  declareUpkeep(scene);
  scene.borg("init", "--encryption=none", "--append-only", scene.path("repository"));
  for (const day of ["22", "23", "24"]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    const plan = await scene.rdump("plan");
    t.notMatch(plan.out, /compact/);
    t.match(plan.err, /note.*plan-append-only-compact/);
    t.equal(plan.err.includes("Deletions free no space"), day === "24", day);
    t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  }
  t.equal(scene.archives().length, 2);
  t.match((await scene.rdump("status")).out, /^ok +offsite .* never [\s\S]*append-only: a compaction frees nothing$/m);
});

t.test("an unreachable repository is a gap: its upkeep is skipped, and other repositories continue", async (t) => {
  const scene = openScene(t);
  declareUpkeep(scene);
  for (const day of ["22", "23", "24"]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    await scene.rdump("apply", "-y");
  }
  const config = simpleConfig(scene, { daily: 1 }, { integrity: false });
  const upkeep = { check: { every: "daily" }, compact: { every: "daily" } };
  const declare = (location: string) =>
    scene.declare({
      ...config,
      repositories: { offsite: { ...config.repositories.offsite, ...upkeep, location } },
      volumes: {
        ...config.volumes,
        etc: { source: { type: "plain", path: scene.path("source") }, mirrors: [{ path: scene.path("mirror") }] },
      },
    });
  scene.at("2026-11-30T12:00:00Z");
  const repository = scene.path("repository");
  const away = scene.path("away");

  const expectGap = async (code: string, what: string) => {
    const plan = await scene.rdump("plan", "--detailed-exitcode");
    t.equal(plan.exitCode, 1, what);
    t.match(plan.err, code, what);
    t.match(plan.out, /This plan is partial/, what);
    t.notMatch(plan.out, /destroy|check|compact|docs/, `${what}: nothing of it is planned`);
    t.match(
      await scene.rdump("status"),
      { exitCode: 1, out: /^unknown +docs[\s\S]*^STATE +REPOSITORY[\s\S]*^unknown +offsite/m },
      what,
    );
  };

  declare("ssh://nobody@rdump.invalid/./joke");
  await expectGap("borg-unreachable", "no such host");
  const applied = await scene.rdump("apply", "-y");
  t.match(applied, { exitCode: 1, out: /done create etc\.mirrors/ }, "the mirror goes on");
  t.equal(readFileSync(scene.path("mirror", "greeting.txt"), "utf8"), "hello\n");

  declare(repository);
  renameSync(repository, away);
  writeFileSync(repository, "no repository");
  await expectGap("borg-not-a-repository", "something else in its place");
  rmSync(repository);
  renameSync(away, repository);

  const allow = forbid(scene);
  await expectGap("borg-permission", "a repository that is another user's");
  allow();
  t.equal(scene.archives().length, 2, "and nothing was deleted by any of these");
});

const NOBODY = 65534;

/**
 * Denies access to the repository. Root still has access, so its borg runs as another user. Returns the function that
 * restores access.
 */
function forbid(scene: Scene): () => void {
  const repository = scene.path("repository");
  const { PATH } = scene.env;
  chmodSync(repository, 0);
  if (process.getuid?.() === 0) {
    const as = `--reuid=${NOBODY} --regid=${NOBODY} --clear-groups`;
    mkdirSync(scene.path("bin"));
    const script = `#!/bin/sh\nPATH='${PATH}' exec setpriv ${as} borg "$@"\n`;
    writeFileSync(scene.path("bin", "borg"), script, { mode: 0o755 });
    chmodSync(scene.root, 0o711);
    scene.env.PATH = `${scene.path("bin")}:${PATH}`;
  }
  return () => {
    scene.env.PATH = PATH;
    chmodSync(repository, 0o700);
  };
}

/**
 * Overwrites some bytes in the middle of the largest segment, like a failing disk. Returns a function that repairs it.
 */
function damage(scene: Scene): () => void {
  const directory = scene.path("repository", "data", "0");
  const paths = readdirSync(directory).map((name) => join(directory, name));
  const [largest = ""] = paths.sort((a, b) => statSync(b).size - statSync(a).size);
  const before = readFileSync(largest);
  const file = openSync(largest, "r+");
  writeSync(file, "not what was written here", Math.floor(before.length / 2));
  closeSync(file);
  return () => writeFileSync(largest, before);
}
