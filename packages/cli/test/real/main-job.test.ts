import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import t from "tap";
import { Ground } from "../ground.ts";
import { openScene, simpleConfig } from "../scene.ts";

const ADDRESS = 'docs.archives["offsite"]';

t.test("declare, plan, apply, apply again; after three days two archives are left", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, { daily: 2 }, { mirrors: [{ path: scene.path("mirror"), every: "daily" }] }));

  const first = await scene.rdump("plan", "-c", "rdump.json5", "--detailed-exitcode");
  t.equal(first.exitCode, 2);
  t.match(
    first.out,
    '+ create docs.archives["offsite"]@docs-{run.time}-{run.suffix}  due: no archive for 2026-11-22 yet',
  );
  t.match(first.out, "Plan: 1 to prepare, 2 to create, 1 to update.");
  t.notOk(existsSync(scene.path("repository")), "planning makes nothing");
  t.notOk(existsSync(scene.path("state")), "not even its state directory");

  const applied = await scene.rdump("apply", "-c", "rdump.json5", "-y");
  t.equal(applied.exitCode, 0, applied.err);
  t.strictSame(scene.archives(), ["docs-20261122T120000Z"]);
  t.equal(readFileSync(scene.path("mirror", "greeting.txt"), "utf8"), "hello\n");

  const again = await scene.rdump("plan", "-c", "rdump.json5", "--detailed-exitcode");
  t.match(again, { exitCode: 0, out: "No changes. Everything that is declared is there.\n" });

  scene.at("2026-11-23T12:00:00Z");
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0, "without -c it finds ./rdump.json5");
  scene.at("2026-11-24T12:00:00Z");
  const third = await scene.rdump("plan");
  t.match(
    third.out,
    /- destroy docs\.archives\["offsite"\] {2}expired: no rule keeps it \(daily 2\)\n {4}- docs-20261122T120000Z-[0-9a-f]{4} /,
  );
  t.ok(third.out.indexOf("+ create") < third.out.indexOf("- destroy"), "in the order in which they run");
  const destroyed = /^ {2}- docs-20261122T120000Z-[0-9a-f]{4} {2}\(2026-11-22T12:00:00Z, [0-9a-f]{16}\)$/m;
  const lastRun = await scene.rdump("apply", "-y");
  t.match(lastRun, { exitCode: 0, out: destroyed });
  const [newest] = JSON.parse((await scene.rdump("runs", "--json")).out).runs;
  t.match((await scene.rdump("runs", "show", newest.run)).out, destroyed);
  t.strictSame(scene.archives(), ["docs-20261123T120000Z", "docs-20261124T120000Z"]);
  t.match((await scene.rdump("status")).exitCode, 0);
});

t.test("every backup contains the integrity data, which proves a restore", async (t) => {
  const scene = openScene(t);
  mkdirSync(scene.path("source", "deep"));
  writeFileSync(scene.path("source", "deep", "file"), "content");
  scene.declare(simpleConfig(scene, { daily: 2 }, { mirrors: [{ path: scene.path("mirror"), every: "daily" }] }));
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  scene.at("2026-11-23T12:00:00Z");
  writeFileSync(scene.path("source", "deep", "file"), "changed");
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);

  mkdirSync(scene.path("restored"));
  execFileSync("borg", ["extract", `::${scene.archive("docs-20261123T120000Z")}`], {
    cwd: scene.path("restored"),
    env: scene.borgEnv,
  });
  for (const place of ["restored", "mirror"]) {
    const surefile = scene.path(place, "2sure.dat.gz");
    t.match(rsure("-f", surefile, "list"), { status: 0, stdout: /20261123T120000Z\n.*20261122T120000Z\n$/ });
    t.match(rsure("-f", surefile, "-d", scene.path(place), "check"), { status: 0 }, place);
    writeFileSync(scene.path(place, "deep", "file"), "CHANGED");
    t.match(rsure("-f", surefile, "-d", scene.path(place), "check"), { status: 1, stdout: /\/deep\/file"/ });
  }
});

function rsure(...argv: readonly string[]) {
  const script = new URL("../../../rsure/bin/rsure.js", import.meta.url).pathname;
  return spawnSync(process.execPath, [script, ...argv], { encoding: "utf8" });
}

t.test("integrity data that cannot be written fails the run, and the backup is still made", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene));
  writeFileSync(scene.path("source", "2sure.dat.gz"), "not a surefile");
  const said = await scene.rdump("apply", "-y");
  t.match(said, { exitCode: 1, out: /failed update docs\.integrity[\s\S]*done create docs\.archives/ });
  t.equal(scene.archives().length, 1);
  t.equal(readFileSync(scene.path("source", "2sure.dat.gz"), "utf8"), "not a surefile", "and it is left as it is");
});

t.test("a saved plan is applied, or refused as stale with the address that changed", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene));
  await scene.rdump("apply", "-y");
  scene.at("2026-11-23T12:00:00Z");
  t.equal((await scene.rdump("plan", "--out", "P")).exitCode, 0);
  t.match((await scene.rdump("show", "P")).out, "+ create");

  const archive = (name: string) => `${scene.path("repository")}::${name}`;
  // borg lists by time, and these would have the time of the real clock.
  scene.borg("create", "--timestamp", "2026-11-22T18:00:00", archive("foreign"), scene.path("source"));
  scene.borg(
    "create",
    "--timestamp",
    "2026-11-22T19:00:00",
    "--comment",
    "rdump owner=other volume=docs run=X",
    archive("docs-20261101T000000Z"),
    scene.path("source"),
  );
  t.match(await scene.rdump("apply", "P", "-y"), { exitCode: 0 }, "strangers' archives make no plan stale");
  t.strictSame([...scene.archives()].sort(), [
    "docs-20261101T000000Z",
    "docs-20261122T120000Z",
    "docs-20261123T120000Z",
    "foreign",
  ]);

  const made = await scene.rdump("apply", "P", "-y");
  t.match(made, { exitCode: 1, err: /stale/ }, "an archive that rdump made since");
  t.ok(made.err.includes(ADDRESS), made.err);

  scene.at("2026-11-24T12:00:00Z");
  await scene.rdump("plan", "--out", "Q");
  scene.borg("delete", `${scene.path("repository")}::${scene.archive("docs-20261122T120000Z")}`);
  const deleted = await scene.rdump("apply", "Q", "-y");
  t.match(deleted, { exitCode: 1, err: /stale/ }, "an archive that was deleted by hand");
  t.ok(deleted.err.includes(ADDRESS), deleted.err);

  await scene.rdump("plan", "--out", "R");
  writeFileSync(scene.path("rdump.json5"), `${readFileSync(scene.path("rdump.json5"))} `);
  t.match(
    await scene.rdump("apply", "R", "-y"),
    { exitCode: 1, err: /stale[\s\S]*is not the config of the plan/ },
    "another config",
  );

  await scene.rdump("plan", "--out", "S");
  scene.at("2026-11-25T00:00:00Z");
  t.match(await scene.rdump("apply", "S", "-y"), { exitCode: 1, err: /stale/ }, "another day");

  await scene.rdump("plan", "--out", "T", "--now", "2026-11-28");
  t.match(await scene.rdump("apply", "T", "-y"), { exitCode: 1, err: /--now/ }, "a plan for looking only");
  const before = scene.archives();
  t.equal(before.length, 3, "and nothing was done by any of these");
});

t.test("apply asks only on a terminal; without a terminal it requires -y", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene));
  t.match(await scene.rdump("apply"), { exitCode: 1, err: /requires a terminal or -y/ });
  t.notOk(existsSync(scene.path("repository")));
  t.strictSame(readdirSync(scene.path("state")), ["points.jsonl"], "the lock is given back; what was seen is recorded");
});

t.test("two applies at once: one works, the other reports the lock, its run and its process", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene));
  const [a, b] = await Promise.all([scene.rdump("apply", "-y"), scene.rdump("apply", "-y")]);
  const [worked, refused] = a.exitCode === 0 ? [a, b] : [b, a];
  t.equal(worked.exitCode, 0, worked.err);
  t.equal(refused.exitCode, 1);
  t.match(
    refused.err,
    new RegExp(`Run 20261122T120000Z-[0-9a-f]{8} \\(process ${process.pid} on .*${scene.path("state", "lock")}`),
  );
  t.equal(scene.archives().length, 1);
});

t.test("many deletions require the exact number", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, { daily: 7 }));
  for (const day of ["18", "19", "20", "21"]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    await scene.rdump("apply", "-y");
  }
  scene.declare(simpleConfig(scene, { daily: 1 }));
  const plan = await scene.rdump("plan");
  t.match(plan.out, "3 deletions require confirmation. To confirm: rdump apply --allow-destroy 3");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1, out: /withheld[\s\S]*--allow-destroy 3/ });
  t.equal(scene.archives().length, 4);
  t.match(await scene.rdump("apply", "-y", "--allow-destroy", "2"), {
    exitCode: 1,
    err: /--allow-destroy 2 was given, but 3/,
  });
  t.equal(scene.archives().length, 4);
  t.equal((await scene.rdump("apply", "-y", "--allow-destroy", "3")).exitCode, 0);
  t.strictSame(scene.archives(), ["docs-20261121T120000Z"]);
});

t.test("a missing source stops its volume and is reported, and other volumes continue", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene);
  const missing = {
    source: { type: "plain", mount: scene.path("source") },
    archives: [{ repository: "offsite", keep: { daily: 1 } }],
  };
  scene.declare({ ...config, volumes: { ...config.volumes, usb: missing } });
  const plan = await scene.rdump("plan", "--detailed-exitcode");
  t.equal(plan.exitCode, 1, "a partial plan is an error");
  t.match(plan.out, /partial/);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
  t.strictSame(scene.archives(), ["docs-20261122T120000Z"]);
  t.match(await scene.rdump("status"), { exitCode: 2, out: /^failed +usb /m });
});

t.test("status shows existing, due and overdue points, and sets its exit status", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene));
  t.match(await scene.rdump("status"), { exitCode: 2, out: /overdue.*never/ });
  await scene.rdump("apply", "-y");
  t.match(await scene.rdump("status"), {
    exitCode: 0,
    out: /^ok +docs +offsite +\d\d:00 +0s +\d+h /m,
  });
  scene.at("2026-11-23T09:00:00Z");
  t.match(await scene.rdump("status"), { exitCode: 0, out: /^due .* now/m });
  scene.at("2026-11-24T09:00:00Z");
  const late = await scene.rdump("status", "--json");
  t.equal(late.exitCode, 2);
  t.match(JSON.parse(late.out), {
    formatVersion: 1,
    owner: "joke",
    groups: [
      {
        address: ADDRESS,
        state: "overdue",
        age: 162_000,
        points: 1,
        incomplete: 0,
        invalid: 0,
        due: true,
        overdue: true,
      },
    ],
  });
  scene.borg(
    "create",
    "--comment",
    "rdump owner=joke volume=old run=X",
    `${scene.path("repository")}::old-20261101T000000Z`,
    scene.path("source"),
  );
  t.match((await scene.rdump("status")).out, /forgotten +old\.archives\["offsite"\]\s+1 point/);
  t.notOk((await scene.rdump("plan")).out.includes("old-20261101T000000Z"), "what is forgotten is never planned away");
});

t.test("JSON: a printed plan equals its file byte by byte, and a run prints one event a line", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene));
  const plan = await scene.rdump("plan", "--json", "--out", "P");
  t.equal(plan.out, readFileSync(scene.path("P"), "utf8"));
  t.equal((await scene.rdump("plan", "--json")).out, plan.out);
  const applied = await scene.rdump("apply", "-y", "--json");
  const events = applied.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string });
  t.equal(events[0]?.type, "plan");
  t.strictSame(
    events.filter(({ type }) => type !== "progress").map(({ type }) => type),
    ["plan", "run-begins", ...["seal", "init", "create"].flatMap(() => ["action-begins", "action-ends"]), "run-ends"],
  );
  t.match(events.at(-1), { report: { status: "ok" } });
});

t.test("wrong arguments are reported", async (t) => {
  const scene = openScene(t);
  t.match(await scene.rdump("plan"), { exitCode: 1, err: /rdump\.json5/ }, "no config");
  scene.declare(simpleConfig(scene));
  t.match(await scene.rdump("plan", "--only", "dosc"), { exitCode: 1, err: /Did you mean "docs"/ });
  t.match(await scene.rdump("plan", "--now", "tomorrow"), { exitCode: 1, err: /not a time/i });
  t.match(await scene.rdump("apply", "--wait", "soon"), { exitCode: 1, err: /not a duration/i });
  t.match(await scene.rdump("apply", "nowhere", "-y"), { exitCode: 1, err: /nowhere does not exist/ });
  t.match(await scene.rdump("aply"), { exitCode: 1, err: /Did you mean apply/ });
  t.match(await scene.rdump("plan", "--frob"), { exitCode: 1, err: /unknown option/ });
  t.match(await scene.rdump("--help"), { exitCode: 0, out: /plan[\s\S]*apply[\s\S]*show[\s\S]*status/ });
  t.match(await scene.rdump("--version"), { exitCode: 0, out: "0.1.0\n" });
});

t.test("no secret is found in state, plan, output or the process list", async (t) => {
  const scene = openScene(t);
  // A separate one, because the watcher sees all processes of this machine.
  const secret = `tops3cret-${randomBytes(8).toString("hex")}`;
  writeFileSync(scene.path("pass"), `${secret}\n`, { mode: 0o600 });
  writeFileSync(
    scene.path("source", "large"),
    Buffer.alloc(30_000_000, "x").map((_, i) => (i * 31) & 0xff),
  );
  const config = simpleConfig(scene);
  const offsite = {
    ...config.repositories.offsite,
    encryption: "repokey-blake2",
    passphrase: { file: scene.path("pass") },
  };
  scene.declare({ ...config, repositories: { offsite } });
  const seen = watchProcesses();
  const said = [
    await scene.rdump("plan", "--verbose", "--json", "--out", "P"),
    await scene.rdump("apply", "-y", "--verbose"),
  ];
  offsite.passphrase = { command: ["cat", scene.path("pass")] } as never;
  scene.declare({ ...config, repositories: { offsite } });
  scene.at("2026-11-23T12:00:00Z");
  said.push(await scene.rdump("apply", "-y", "--verbose", "--json"));
  const processes = await seen.stop();
  for (const { exitCode, out, err } of said) {
    t.equal(exitCode, 0, err);
    t.notOk(`${out}${err}`.includes(secret));
  }
  t.match(processes, /borg/, "the watcher did see borg run");
  t.notOk(processes.includes(secret));
  t.notOk(readFileSync(scene.path("P"), "utf8").includes(secret));
  for (const file of readdirSync(scene.path("state"), { recursive: true, withFileTypes: true })) {
    if (file.isFile()) t.notOk(readFileSync(`${file.parentPath}/${file.name}`, "utf8").includes(secret), file.name);
  }
});

/** Reads every process's arguments and environment, over and over, until it is stopped. */
function watchProcesses(): { stop(): Promise<string> } {
  const child = spawn("sh", [
    "-c",
    'while :; do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -aE "borg|BORG|tops"; sleep 0.02; done',
  ]);
  const seen: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => seen.push(chunk));
  t.teardown(() => child.kill());
  return {
    stop: async () => {
      child.kill();
      await new Promise((resolve) => child.once("close", resolve));
      return Buffer.concat(seen).toString();
    },
  };
}

t.test("hostile file names are backed up and restored unchanged, and are escaped on a terminal", async (t) => {
  const scene = openScene(t);
  const names = [
    Buffer.from("new\nline"),
    Buffer.from("esc\u001b[31mred"),
    Buffer.from("-rf"),
    Buffer.from(" lead and trail "),
    Buffer.from([0x6c, 0x61, 0x74, 0xe9, 0x6e]),
    Buffer.from("*.glob[a]{b}"),
  ];
  for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${scene.path("source")}/`), name]), name);
  const repository = scene.path("re po'sitory");
  const config = simpleConfig(scene, { daily: 2 }, { mirrors: [{ path: scene.path("mirror"), every: "daily" }] });
  scene.declare({ ...config, repositories: { offsite: { ...config.repositories.offsite, location: repository } } });
  const applied = await scene.rdump("apply", "-y", "--verbose");
  t.equal(applied.exitCode, 0, applied.err);
  t.notMatch(applied.out + applied.err, rawControls);
  mkdirSync(scene.path("restored"));
  execFileSync("borg", ["extract", `::${scene.archive("docs-20261122T120000Z", repository)}`], {
    cwd: scene.path("restored"),
    env: {
      PATH: process.env.PATH,
      HOME: scene.path("home"),
      BORG_REPO: repository,
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
      BORG_SELFTEST: "disabled",
    },
  });
  for (const place of ["restored", "mirror"]) {
    const given = readdirSync(Buffer.from(scene.path(place)), { encoding: "buffer" }) as Buffer[];
    for (const name of names) {
      t.ok(
        given.some((each) => each.equals(name)),
        `${place}: ${JSON.stringify(name.toString())}`,
      );
      t.strictSame(readFileSync(Buffer.concat([Buffer.from(`${scene.path(place)}/`), name])), name);
    }
  }
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const rawControls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

t.test("hostile names in the config are refused with an error, and shown escaped", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene);
  for (const name of ["new\nline", "\u001b[31m", "-rf", "a b", ""]) {
    scene.declare({ ...config, volumes: { [name]: config.volumes.docs } });
    const said = await scene.rdump("plan");
    t.equal(said.exitCode, 1, JSON.stringify(name));
    t.notMatch(said.out + said.err, rawControls);
    t.not(said.err, "");
  }
  scene.declare({ ...config, repositories: { offsite: { ...config.repositories.offsite, location: "/srv/a\nb" } } });
  const said = await scene.rdump("plan");
  t.equal(said.exitCode, 1);
  t.notMatch(said.err, rawControls);
});

t.test("no command inherits the variables of the driven tools", async (t) => {
  const ground = new Ground(t, { files: 1 });
  ground.declare({ hooks: { before: ["sh", "-c", `env > ${ground.path("seen")}`] } });
  const shielded = ["BORG_REPO", "RSYNC_RSH", "LVM_SYSTEM_DIR", "DM_NAME", "ZFS_COLOR", "ZPOOL_SCRIPTS_PATH"];
  const others = ["PYTHONPATH", "NODE_PATH", "npm_config_x", "INIT_CWD", "LC_TIME"];
  const env = Object.fromEntries([...shielded, ...others, "BORGEN"].map((name) => [name, "/x"]));
  t.match(await ground.rdumpWith(env, "apply", "-y"), { code: 0 });
  const names = readFileSync(ground.path("seen"), "utf8")
    .split("\n")
    .map((line) => line.split("=")[0]);
  t.strictSame(
    names.filter((name) => name !== undefined && name in env),
    ["BORGEN"],
  );
  t.strictSame(ground.faults(), []);
});
