import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import t, { type Test } from "tap";
import { HOST, PORT, startServer, whyNoServer } from "../../../../testing/ssh-server.ts";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

const isMissing = (program: string) => spawnSync(program, ["version"]).error !== undefined;
const RESTIC = isMissing("restic") ? "restic is not installed" : false;
const RCLONE = RESTIC || (isMissing("rclone") ? "rclone is not installed" : false);
const SFTP = RESTIC || whyNoServer();
/** Beside that of the ssh server. */
const REST_PORT = PORT + 10_000;
const PASSPHRASE = "correct horse";

t.test("a repository over sftp", { skip: SFTP }, async (t) => {
  const scene = openScene(t);
  for (const name of ["server", "bin"]) mkdirSync(scene.path(name));
  const { server, log } = await startServer(scene.path("server"));
  t.teardown(() => server.kill());
  writeFileSync(scene.path("bin", "ssh"), readFileSync(scene.path("server", "ssh")));
  chmodSync(scene.path("bin", "ssh"), 0o755);
  scene.env.PATH = `${scene.path("bin")}${delimiter}${scene.env.PATH}`;
  const ssh = { [HOST]: { port: PORT, identityFile: scene.path("server", "user") } };
  await holds(t, scene, `sftp:${HOST}:${scene.path("repository")}`, { ssh });
  t.match(log(), /Accepted publickey/);
});

t.test("a repository on a REST server", { skip: RCLONE }, async (t) => {
  const scene = openScene(t);
  const location = `rest:http://127.0.0.1:${REST_PORT}/`;
  await serve(t, scene);
  await holds(t, scene, location);
});

t.test(
  "a REST server that refuses deletions: each run says so, until no keep rule deletes",
  { skip: RCLONE },
  async (t) => {
    const scene = openScene(t);
    const location = `rest:http://127.0.0.1:${REST_PORT}/`;
    await serve(t, scene, "--append-only");
    declare(scene, location);
    const first = await scene.rdump("apply", "-y");
    t.match(first, { exitCode: 0 }, first.out + first.err);
    const next = await scene.rdump("plan");
    t.match(
      next,
      { out: /No changes/ },
      "the unchecked form of the snapshot, which restic could not delete, is no point",
    );
    scene.at("2026-11-23T12:00:00Z");
    const refused = await scene.rdump("apply", "-y");
    t.match(refused, { exitCode: 1 }, refused.out);
    t.match(refused.out + refused.err, /\[restic-not-forgotten\]: .*server response: 403 Forbidden/);
    t.notMatch(refused.out + refused.err, /goexit/);
    scene.at("2026-11-24T12:00:00Z");
    declare(scene, location, {}, {});
    const kept = await scene.rdump("plan");
    t.match(kept, { exitCode: 0, out: /Plan: 1 to create, 1 to update/ }, "nothing is deleted without keep rules");
  },
);

t.test("a repository of a remote of rclone", { skip: RCLONE }, async (t) => {
  const scene = openScene(t);
  mkdirSync(scene.path("home", ".config", "rclone"), { recursive: true });
  writeFileSync(scene.path("home", ".config", "rclone", "rclone.conf"), "[box]\ntype = local\n", { mode: 0o600 });
  await holds(t, scene, `rclone:box:${scene.path("repository")}`);
});

function declare(scene: Scene, location: string, rest: object = {}, keep: object = { daily: 1 }): void {
  writeFileSync(scene.path("passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
  const passphrase = { file: scene.path("passphrase") };
  scene.declare({
    ...simpleConfig(scene, keep),
    repositories: { offsite: { type: "restic", location, passphrase, check: { every: "daily" } } },
    ...rest,
  });
}

/** Two nights, a proof and a restore; a snapshot of others stays. */
async function holds(t: Test, scene: Scene, location: string, rest: object = {}): Promise<void> {
  declare(scene, location, rest);
  const first = await scene.rdump("apply", "-y");
  t.match(first, { exitCode: 0 }, first.out + first.err);
  const env = { ...scene.env, RESTIC_PASSWORD: PASSPHRASE };
  const restic = (...argv: readonly string[]) =>
    execFileSync("restic", ["--repo", scene.path("repository"), ...argv], { env, encoding: "utf8", stdio: "pipe" });
  restic("backup", "--quiet", "--tag=rdump:owner=joke", scene.path("source"));

  scene.at("2026-11-23T12:00:00Z");
  writeFileSync(scene.path("source", "new"), "new");
  const second = await scene.rdump("apply", "-y");
  t.match(second, { exitCode: 0 }, second.out + second.err);
  t.match(await scene.rdump("plan"), { out: /No changes/ });
  const tags = (JSON.parse(restic("snapshots", "--json", "--no-lock")) as { tags?: string[] }[]).map(
    (each) => each.tags,
  );
  t.strictSame(tags.map((each) => each?.length).sort(), [1, 3], "one of rdump, and that of others");
  t.strictSame(readdirSync(scene.path("repository", "locks")), []);

  const proven = await scene.rdump("verify", "docs");
  t.match(proven, { exitCode: 0 }, proven.out + proven.err);
  const restored = await scene.rdump("restore", "docs", "--to", scene.path("restored"));
  t.match(restored, { exitCode: 0 }, restored.out + restored.err);
  t.equal(readFileSync(scene.path("restored", "new"), "utf8"), "new");

  rmSync(scene.path("repository", "config"));
  const lost = await scene.rdump("plan");
  t.notMatch(lost.out, /to create/, "a repository that was used is not created again");
}

/** The REST server of rclone, for the directory `repository`. */
async function serve(t: Test, scene: Scene, ...more: readonly string[]): Promise<ChildProcess> {
  mkdirSync(scene.path("repository"));
  const argv = ["serve", "restic", `--addr=127.0.0.1:${REST_PORT}`, ...more, scene.path("repository")];
  const server = spawn("rclone", argv, { stdio: "ignore", env: { PATH: process.env.PATH, HOME: scene.path("home") } });
  t.teardown(() => server.kill());
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(REST_PORT, "127.0.0.1");
    const isUp = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return server;
    await pause(100);
  }
  throw new Error("the REST server does not answer");
}
