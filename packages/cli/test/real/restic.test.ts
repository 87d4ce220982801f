import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import t from "tap";
import { countCalls } from "../calls.ts";
import { openScene, type Scene } from "../scene.ts";

const MISSING = spawnSync("restic", ["version"]).error === undefined ? false : "restic is not installed";

const PASSPHRASE = "correct horse";

interface Snapshot {
  readonly id: string;
  readonly tags?: readonly string[];
  readonly paths: readonly string[];
}

/** A repository of restic at `repository`, and by default two volumes without integrity data. */
function declared(scene: Scene, volumes: readonly string[] = ["a", "b"], volume: object = {}): object {
  writeFileSync(scene.path("passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
  const each = volumes.map((name) => {
    mkdirSync(scene.path("source", name), { recursive: true });
    writeFileSync(scene.path("source", name, "first"), name);
    const archives = [{ repository: "offsite", keep: { daily: 1 } }];
    return [
      name,
      { source: { type: "plain", path: scene.path("source", name) }, integrity: false, archives, ...volume },
    ];
  });
  return {
    version: 1,
    id: "joke",
    timezone: "UTC",
    stateDir: scene.path("state"),
    repositories: {
      offsite: {
        type: "restic",
        location: scene.path("repository"),
        passphrase: { file: scene.path("passphrase") },
        prune: false,
      },
    },
    volumes: Object.fromEntries(each),
  };
}

function resticEnv(scene: Scene): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: scene.path("home"),
    RESTIC_PASSWORD: PASSPHRASE,
    RESTIC_REPOSITORY: scene.path("repository"),
  };
}

function restic(scene: Scene, ...argv: string[]): string {
  return execFileSync("restic", argv, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    cwd: scene.path("source"),
    env: resticEnv(scene),
  });
}

function snapshotsIn(scene: Scene): readonly Snapshot[] {
  return JSON.parse(restic(scene, "snapshots", "--json", "--no-lock")) as readonly Snapshot[];
}

t.test("nights in a restic repository", { skip: MISSING }, async (t) => {
  const scene = openScene(t);
  scene.declare(declared(scene, ["a", "b"], { exclude: ["**/*.tmp", "/odd [[]x]/?"] }));
  mkdirSync(scene.path("source", "a", "odd [x]"));
  for (const path of ["1.tmp", "odd [x]/2", "odd [x]/33"]) writeFileSync(scene.path("source", "a", path), path);
  const first = await scene.rdump("apply", "-y");
  t.match(first, { exitCode: 0 }, first.err);
  t.same(
    snapshotsIn(scene)
      .map(({ tags }) => tags?.map((tag) => tag.replace(/run=.*/, "run")))
      .sort(),
    [
      ["rdump:owner=joke", "rdump:volume=a", "rdump:run"],
      ["rdump:owner=joke", "rdump:volume=b", "rdump:run"],
    ],
    "no snapshot is unchecked",
  );

  const [ofA] = snapshotsIn(scene).filter(({ tags }) => tags?.includes("rdump:volume=a"));
  t.same(ofA?.paths, [scene.path("source", "a")]);
  const listed = restic(scene, "ls", "--no-lock", ofA?.id ?? "")
    .split("\n")
    .slice(1)
    .filter(Boolean)
    .sort();
  t.same(listed, ["/first", "/odd [x]", "/odd [x]/33"], "excludes");

  restic(scene, "backup", "--tag", "rdump:owner=joke", ".");
  restic(scene, "backup", "a");
  const foreign = snapshotsIn(scene).filter(({ tags }) => tags === undefined || tags.length < 3);
  t.equal(foreign.length, 2);

  const calls = countCalls(scene, "restic");
  scene.at("2026-11-23T12:00:00Z");
  const shown = await scene.rdump("plan", "--verbose");
  t.notMatch(shown.out + shown.err, PASSPHRASE);
  t.match(shown.out, /restic forget --repo=\S+ [0-9a-f]{64} [0-9a-f]{64}/, "one command deletes in both groups");
  calls();
  const second = await scene.rdump("apply", "-y");
  t.match(second, { exitCode: 0 }, second.err);
  const kinds = calls().map((call) => call.split(" ")[0]);
  t.same(
    kinds,
    ["cat", "snapshots", "backup", "tag", "backup", "tag", "snapshots", "forget", "snapshots"],
    "5 calls, and 2 a volume",
  );
  const left = snapshotsIn(scene);
  t.same(
    left
      .filter(({ tags }) => tags?.length !== 3)
      .map(({ id }) => id)
      .sort(),
    foreign.map(({ id }) => id).sort(),
  );
  t.equal(left.length, 4, "one archive a volume, and those of others");
  t.same(readdirSync(scene.path("repository", "locks")), []);

  const none = await scene.rdump("plan");
  t.match(none.out, /No changes/);
  const journals = readdirSync(scene.path("state", "runs")).map((name) =>
    readFileSync(scene.path("state", "runs", name)),
  );
  t.notMatch(journals.join(""), PASSPHRASE);
  const status = await scene.rdump("status");
  t.match(status, { exitCode: 0 });
});

t.test(
  "after a kill, a plan removes the lock of the dead process, and the next night converges",
  { skip: MISSING },
  async (t) => {
    const scene = openScene(t);
    scene.declare(declared(scene, ["a"]));
    countCalls(scene, "restic");
    writeFileSync(scene.path("refused"), "tag --repo");
    const unmarked = await scene.rdump("apply", "-y");
    t.equal(unmarked.exitCode, 1, "as if it died before the mark");
    t.match(snapshotsIn(scene), [{ tags: { 3: "unchecked" } }]);
    rmSync(scene.path("refused"));
    await leaveLock(scene);
    t.equal(readdirSync(scene.path("repository", "locks")).length, 1);

    scene.at("2026-11-23T12:00:00Z");
    const shown = await scene.rdump("plan", "--verbose");
    t.match(shown.out, /process \d+ on \S+ has ended and left a lock/);
    t.match(shown.out, /rm --force -- \S+\/locks\/[0-9a-f]{64}/);
    const applied = await scene.rdump("apply", "-y");
    t.match(applied, { exitCode: 0 }, applied.err);
    t.same(readdirSync(scene.path("repository", "locks")), []);
    t.same(
      snapshotsIn(scene).map((each) => each.tags?.length),
      [3],
      "the unchecked snapshot is gone",
    );
  },
);

t.test("an interrupted creation of the repository is renamed", { skip: MISSING }, async (t) => {
  const scene = openScene(t);
  scene.declare(declared(scene, ["a"]));
  restic(scene, "init");
  rmSync(scene.path("repository", "config"), { force: true });
  const applied = await scene.rdump("apply", "-y");
  t.match(applied, { exitCode: 0 }, applied.err);
  t.match(applied.out + applied.err, /restic-unfinished/);
  t.equal(snapshotsIn(scene).length, 1);
  t.equal(readdirSync(scene.root).filter((name) => name.startsWith("repository.unfinished-")).length, 1);

  rmSync(scene.path("repository", "config"), { force: true });
  const lost = await scene.rdump("plan");
  t.match(lost.out + lost.err, /restic-config-missing/, "a repository with snapshots is never replaced");
});

/** A restic that is killed while it reads: it leaves its lock. */
async function leaveLock(scene: Scene): Promise<void> {
  const dying = heldLock(scene);
  await lockIn(scene);
  if (/left a lock/.test((await scene.rdump("plan")).out)) throw new Error("the process is alive");
  dying.kill("SIGKILL");
  await once(dying, "exit");
}

async function lockIn(scene: Scene): Promise<void> {
  while (readdirSync(scene.path("repository", "locks")).length === 0) await pause(20);
}

function heldLock(scene: Scene): ChildProcess {
  const argv = ["backup", "--stdin", "--quiet"];
  return spawn("restic", argv, { stdio: ["pipe", "ignore", "ignore"], env: resticEnv(scene) });
}
