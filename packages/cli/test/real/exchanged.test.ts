import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter } from "node:path";
import { ATTACK_ROUNDS, ATTACKER, exchangeWhileRunning } from "@rdump/core/conformance";
import t, { type Test } from "tap";
import { Ground } from "../ground.ts";

const needsRoot = process.getuid?.() === 0 ? false : "needs root";
const PROGRAMS = ["borg", "find", "mkdir", "mv", "rm", "rsync", "sync", "tar", "zstd"];
const TARGETS = ["disk", "tars", "mirrors"];
/** Each round starts rdump and all programs of a run, which takes seconds. */
const ROUNDS = Math.max(3, Math.floor(ATTACK_ROUNDS / 10));

t.setTimeout(0);

/** A home of another user with a source, an empty destination, and a link of root to a directory of root's alone. */
function attackable(t: Test) {
  const ground = new Ground(t, { files: 0 });
  chmodSync(ground.root, 0o755);
  for (const path of ["user/docs/sub", "user/to", "secret/sub", "tars", "bin"])
    mkdirSync(ground.path(path), { recursive: true });
  for (const name of ["one", "two", "sub/three"]) {
    writeFileSync(ground.path("user/docs", name), "user's");
    writeFileSync(ground.path("secret", name), "root's");
  }
  writeFileSync(ground.path("secret/another"), "root's");
  symlinkSync(ground.path("secret"), ground.path("user/link"));
  for (const path of ["user", "user/docs", "user/to"]) chownSync(ground.path(path), ATTACKER, ATTACKER);
  const archive = { every: "yearly", keep: { last: 1 } };
  ground.declare(
    {
      source: { type: "plain", path: ground.path("user/docs") },
      hooks: undefined,
      archives: [
        { repository: "disk", ...archive },
        { repository: "tars", ...archive },
      ],
    },
    {
      repositories: {
        disk: { type: "borg", location: ground.path("repository"), encryption: "none" },
        tars: { type: "directory", format: "tar", location: ground.path("tars") },
      },
    },
  );
  const attacked = (directory: "docs" | "to", ...argv: readonly string[]) => {
    exchangeWhileRunning(ground.path("bin"), PROGRAMS, ground.path("user", directory), ground.path("user/link"));
    return ground.rdumpWith({ PATH: `${ground.path("bin")}${delimiter}${process.env.PATH}` }, ...argv);
  };
  return { ground, attacked };
}

/** Names, owners, modes, times and content below a directory. */
function stateOf(path: string): readonly unknown[] {
  return readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => {
    const at = `${entry.parentPath}/${entry.name}`;
    const { uid, mode, mtimeMs, ctimeMs } = lstatSync(at);
    return [at, uid, mode, mtimeMs, ctimeMs, entry.isFile() ? readFileSync(at, "latin1") : null];
  });
}

t.test(
  "a directory that is exchanged with a link of root while programs run is never left",
  { skip: needsRoot },
  async (t) => {
    const { ground, attacked } = attackable(t);
    const [secret, to] = [ground.path("secret"), ground.path("user/to")];
    const before = stateOf(secret);
    for (let round = 0; round < ROUNDS; round++) {
      writeFileSync(ground.path("user/docs/new"), String(round));
      const made = await attacked("docs", "apply", "-y", "--now", "docs");
      t.equal(made.code, 0, made.said);
      t.strictSame(stateOf(secret), before, "and root's directory is as it was");
    }
    for (const from of TARGETS) {
      rmSync(to, { recursive: true });
      mkdirSync(to);
      chownSync(to, ATTACKER, ATTACKER);
      const restored = await attacked("to", "restore", "docs", "--from", from, "--to", to);
      t.equal(restored.code, 0, restored.said);
      t.strictSame(stateOf(secret), before, "and root's directory is as it was");
      const files = stateOf(to).flatMap((entry) => (entry as unknown[]).slice(5));
      t.strictSame(files.filter((content) => content !== null && !String(content).startsWith("\u001f")).sort(), [
        "2",
        "user's",
        "user's",
        "user's",
      ]);
    }
  },
);

/** A home of another user, whose tree is archived by restic. */
function withRestic(t: Test) {
  const ground = new Ground(t, { files: 0 });
  chmodSync(ground.root, 0o755);
  for (const path of ["user/docs/sub", "user/docs/open", "secret/sub", "bin"])
    mkdirSync(ground.path(path), { recursive: true });
  writeFileSync(ground.path("pass"), "correct horse", { mode: 0o600 });
  const repository = ground.path("restic");
  ground.declare(
    {
      source: { type: "plain", path: ground.path("user/docs") },
      ...{ hooks: undefined, mirrors: [] },
      archives: [{ repository: "offsite", every: "yearly", keep: { last: 9 } }],
    },
    { repositories: { offsite: { type: "restic", location: repository, passphrase: { file: ground.path("pass") } } } },
  );
  const restic = (...argv: readonly string[]) => {
    const words = [`--repo=${repository}`, `--password-file=${ground.path("pass")}`, "--no-lock", ...argv];
    return execFileSync("restic", words, {
      env: { PATH: process.env.PATH, HOME: ground.path("home") },
      encoding: "utf8",
    });
  };
  return { ground, restic };
}

t.test("an archive of restic with files from behind a link is no point", { skip: needsRoot }, async (t) => {
  const { ground, restic } = withRestic(t);
  for (let index = 0; index < 400; index++) {
    writeFileSync(ground.path("user/docs/sub", `f${index}`), "user's");
    chownSync(ground.path("user/docs/sub", `f${index}`), ATTACKER, ATTACKER);
    writeFileSync(ground.path("secret/sub", `f${index}`), "root's");
  }
  symlinkSync(ground.path("secret/sub"), ground.path("user/docs/link"));
  for (const path of ["user", "user/docs", "user/docs/sub", "user/docs/link"])
    lchownSync(ground.path(path), ATTACKER, ATTACKER);
  exchangeWhileRunning(ground.path("bin"), ["restic"], ground.path("user/docs/sub"), ground.path("user/docs/link"));
  const PATH = `${ground.path("bin")}${delimiter}${process.env.PATH}`;
  let found = 0;
  for (let round = 0; round < 8 && found < 2; round++) {
    const { said } = await ground.rdumpWith({ PATH }, "apply", "-y", "--now", "docs");
    found += Number(said.includes("restic-source-replaced"));
  }
  t.equal(found, 2, "such archives are found");
  const shown: readonly { readonly id: string; readonly tags: readonly string[] }[] = JSON.parse(
    restic("snapshots", "--json"),
  );
  for (const { id, tags } of shown)
    if (!tags.includes("unchecked")) t.notOk(restic("dump", id, "/").includes("root's"), `${id} has no file of root`);
});

t.test("a tree of several users without an attack is archived by restic", { skip: needsRoot }, async (t) => {
  const { ground, restic } = withRestic(t);
  const at = (name: string | Buffer) => Buffer.concat([Buffer.from(`${ground.path("user/docs")}/`), Buffer.from(name)]);
  const names = [
    "root's",
    "open/root's",
    "open/user's",
    "sub/line\nfeed",
    Buffer.from("sub/caf\xe9\xff", "latin1"),
    "sub/old",
    "sub/log",
  ];
  for (const name of names) writeFileSync(at(name), "content");
  mkdirSync(at("sub/of root"));
  writeFileSync(at("sub/of root/file"), "content");
  symlinkSync("nowhere", at("sub/link"));
  execFileSync("mkfifo", [at("sub/fifo").toString()]);
  chmodSync(at("open"), 0o2777);
  chmodSync(at("sub/old"), 0o4755);
  // Node takes a negative time for the present.
  execFileSync("touch", ["--date=@-1.5", at("sub/old").toString()]);
  chownSync(at("open/user's"), ATTACKER, ATTACKER);
  for (const path of ["user", "user/docs", "user/docs/sub"]) chownSync(ground.path(path), ATTACKER, ATTACKER);
  // A program of root changes its file in the user's directory while restic works.
  writeFileSync(
    ground.path("bin/restic"),
    `#!/bin/sh\nPATH=\${PATH#*:}\nrestic "$@"\ncode=$?\necho more >> ${ground.path("user/docs/sub/log")}\nexit $code\n`,
    { mode: 0o755 },
  );
  for (let round = 0; round < 2; round++) {
    const made = await ground.rdumpWith(
      { PATH: `${ground.path("bin")}${delimiter}${process.env.PATH}` },
      "apply",
      "-y",
      "--now",
      "docs",
    );
    t.equal(made.code, 0, made.said);
  }
  t.equal(JSON.parse(restic("snapshots", "--json")).length, 2);
});
