import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { ATTACKER } from "@rdump/core/conformance";
import t from "tap";
import { openScene } from "../scene.ts";

t.test("from a directory to a restored backup, with the printed commands", async (t) => {
  const scene = openScene(t);
  const { rdump, path } = scene;
  const config = ["-c", path("rdump.json5")];
  const init = ["init", "source", ...config, "--repository", "repository"];
  t.match(await rdump(...init), { exitCode: 1, err: /init-not-approved/ });
  const shown = await rdump(...init, "--dry-run");
  t.match(shown, { exitCode: 0, err: "" });
  t.notOk(existsSync(path("rdump.json5")) || existsSync(path("passphrase")), "nothing is written");
  const written = await rdump(...init, "--yes");
  t.match(written, { exitCode: 0, err: "" });
  t.match(written.out, /Keep a copy outside of this machine/);
  t.equal(readFileSync(path("rdump.json5"), "utf8"), shown.out);
  for (const file of ["rdump.json5", "passphrase"]) t.equal(statSync(path(file)).mode & 0o777, 0o600, file);
  const secret = readFileSync(path("passphrase"), "utf8").trim();
  t.ok(secret.length >= 32);
  t.notOk((written.out + shown.out).includes(secret));
  t.match(await rdump("lint", "--strict", path("rdump.json5")), { exitCode: 0 });
  // Root keeps its state in /var/lib/rdump by default, which belongs to the machine.
  const withState = shown.out.replace(/^\{$/m, `{\n  stateDir: ${JSON.stringify(path("state"))},`);
  t.not(withState, shown.out);
  writeFileSync(path("rdump.json5"), withState);
  t.match(await rdump("plan", ...config), { exitCode: 0, out: /\d+ to create/ });
  const applied = await rdump("apply", "-y", ...config);
  t.match(applied, { exitCode: 0, out: /: ok, / }, applied.err);
  t.match(await rdump("status", ...config), { exitCode: 0 });
  const [, volume = ""] = /^ {2}rdump restore .* (\S+) --to /m.exec(written.out) ?? [];
  t.match(await rdump("restore", ...config, volume, "--to", path("restored")), { exitCode: 0 });
  t.equal(readFileSync(path("restored", "greeting.txt"), "utf8"), "hello\n");
});

t.test("a repository on a disk that is not mounted is named", async (t) => {
  const { rdump, path } = openScene(t);
  const written = await rdump("init", "source", "-c", path("rdump.json5"), "--yes", "--repository", "disk/borg");
  t.match(written, { exitCode: 0, err: "" });
  t.ok(written.out.includes(`${path("disk")} does not exist. Before the first run, mount its disk or make it.\n`));
});

t.test("an existing config and an existing passphrase file are kept", async (t) => {
  const { rdump, path } = openScene(t);
  writeFileSync(path("passphrase"), "mine\n", { mode: 0o600 });
  const init = ["init", "source", "-c", path("a/rdump.json5"), "--yes", "--repository", "repository"];
  const first = await rdump(...init, "--passphrase-file", "passphrase");
  t.match(first, { exitCode: 0 }, first.err);
  t.notMatch(first.out, /The new passphrase/);
  t.equal(readFileSync(path("passphrase"), "utf8"), "mine\n");
  symlinkSync("/nowhere/passphrase", path("link"));
  const linked = await rdump(
    "init",
    "source",
    "--yes",
    "-c",
    "./other.json5",
    "--repository",
    path("r"),
    "--passphrase-file",
    "link",
  );
  t.match(linked, { err: /link is a symbolic link to a file that does not exist/ });
  t.notOk(existsSync(path("other.json5")), "and no config is written");
  t.equal(statSync(path("a")).mode & 0o777, 0o700);
  const before = readFileSync(path("a/rdump.json5"), "utf8");
  t.match(await rdump(...init), { exitCode: 1, err: /init-exists/ });
  t.equal(readFileSync(path("a/rdump.json5"), "utf8"), before);
});

t.test("after a failed write, no directory and no secret is left", async (t) => {
  const { rdump, path } = openScene(t);
  mkdirSync(path("occupied"));
  writeFileSync(path("occupied/rdump"), "");
  const init = ["init", "source", "-c", path("occupied/rdump/rdump.json5"), "--yes"];
  const failed = await rdump(
    ...init,
    "--mirror",
    "mirror",
    "--repository",
    "repository",
    "--passphrase-file",
    "secret",
  );
  t.match(failed, { exitCode: 1, err: /init-failed/ });
  t.notOk(existsSync(path("secret")));
  t.strictSame(existsSync(path("mirror/source")), false);
});

t.test("wrong options say what is wrong, and write nothing", async (t) => {
  const { rdump, path } = openScene(t);
  const init = (...more: readonly string[]) => rdump("init", "-c", path("new.json5"), "--yes", ...more);
  t.match(await init("absent"), { exitCode: 1, err: /usage-init.*absent is not a directory/s });
  t.match(await init("source", "--mirror", "absent"), { exitCode: 1, err: /usage-init/ });
  t.match(await init("source", "--repository", "r", "--encryption", "rot13"), { exitCode: 1, err: /usage-init/ });
  t.match(await init("source"), { exitCode: 1, err: /init-nothing/ });
  t.match(await init("source", "--repository", "ssh://u:pw@host/x"), { exitCode: 1, err: /init-invalid/ });
  t.match(await init("source", "--repository", "source/inner"), { exitCode: 0 });
  t.match(readFileSync(path("new.json5"), "utf8"), /exclude: \["\/inner"\]/);
});

t.test("keyfile repositories need a copy of the key, and unencrypted ones no passphrase", async (t) => {
  const { rdump, path } = openScene(t);
  const init = (file: string, mode: string) =>
    rdump("init", "source", "--yes", "-c", path(file), "--repository", "r", "--encryption", mode);
  t.match(await init("k.json5", "keyfile-blake2"), { exitCode: 0, out: /borg key export/ });
  const none = await init("n.json5", "none");
  t.notMatch(none.out, /passphrase/);
  t.notMatch(readFileSync(path("n.json5"), "utf8"), /are encrypted/);
  t.match(await rdump("lint", "--strict", path("n.json5")), { exitCode: 0 });
});

t.test("a storage of restic gets a repository of restic, and tar its own keep rules", async (t) => {
  const { rdump, path } = openScene(t);
  const init = (file: string, ...more: readonly string[]) =>
    rdump("init", "source", "--yes", "-c", path(file), ...more);
  const restic = await init("r.json5", "--repository", "rest:https://nas.example:8000/ada");
  t.match(restic, { exitCode: 0, err: "" });
  t.match(restic.out, /The new passphrase is in/);
  t.match(
    readFileSync(path("r.json5"), "utf8"),
    /type: "restic",\n *location: "rest:https:\/\/nas\.example:8000\/ada"/,
  );
  const tar = await init("t.json5", "--repository", "archives", "--archiver", "tar");
  t.match(tar, { exitCode: 0, err: "" });
  t.notMatch(tar.out, /passphrase/);
  t.match(readFileSync(path("t.json5"), "utf8"), /format: "tar"[\s\S]*every: "weekly", keep: \{ weekly: 4 \}/);
  for (const file of ["r.json5", "t.json5"])
    t.match(await rdump("lint", "--strict", path(file)), { exitCode: 0 }, file);
  for (const [wrong, reason] of [
    [["--archiver", "tar"], /needs --repository/],
    [["--repository", "r", "--archiver", "kopia"], /kopia is none of borg, restic, tar/],
    [["--repository", "r", "--archiver", "restic", "--encryption", "none"], /restic encrypts each repository/],
    [["--repository", "r", "--archiver", "tar", "--passphrase-file", "p"], /not encrypted/],
    [["--repository", "ssh://h/r", "--archiver", "tar"], /directory of this machine/],
  ] as const) {
    t.match(await init("wrong.json5", ...wrong), { exitCode: 1, err: reason });
  }
  t.notOk(existsSync(path("wrong.json5")));
});

const needsRoot = process.getuid?.() === 0 ? false : "needs root, to give a directory to another user";

t.test("no file and no directory is created behind a link of another user", { skip: needsRoot }, async (t) => {
  const { rdump, path } = openScene(t);
  for (const name of ["theirs", "secret"]) mkdirSync(path(name));
  symlinkSync("../secret", path("theirs/link"));
  chownSync(path("theirs"), ATTACKER, ATTACKER);
  const init = ["init", "source", "--yes", "--repository", "repository"];
  const places = [
    ["-c", path("theirs/link/rdump.json5")],
    ["-c", path("theirs/link/new/rdump.json5")],
    ["-c", path("rdump.json5"), "--passphrase-file", path("theirs/link/passphrase")],
  ];
  for (const place of places) {
    t.match(
      await rdump(...init, ...place),
      { exitCode: 1, err: /init-failed[\s\S]*is a symbolic link/ },
      String(place),
    );
  }
  t.strictSame(readdirSync(path("secret")), []);
  t.notOk(existsSync(path("rdump.json5")));
});
