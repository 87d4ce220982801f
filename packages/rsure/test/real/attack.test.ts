import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { finished, plant, rsure, sandbox, startRsure } from "../sandbox.ts";

/**
 * An ordinary user, as a process of its own, attacks a root that works in that user's directory.
 * RDUMP_ATTACK_ROUNDS=1000 for a campaign, RDUMP_ATTACK_DIRS=/a:/b for other file systems.
 */
const ROUNDS = Number(process.env.RDUMP_ATTACK_ROUNDS ?? 20);
const PLACES = process.env.RDUMP_ATTACK_DIRS?.split(":") ?? [tmpdir(), "/dev/shm"].filter(existsSync);
const ATTACKER = 65534;
const SECRET = "root:$6$not-for-anybody-else";

/** As many links as ext4 allows; the others stop where they stop. */
const LINKS = 65_000;

const isRoot = process.getuid?.() === 0;
const hasCompiler = spawnSync("cc", ["--version"]).status === 0;
const reason = isRoot
  ? hasCompiler
    ? null
    : "there is no C compiler: nothing was attacked"
  : "not root: no attack was made";

t.setTimeout(Math.max(300_000, ROUNDS * 30_000));

interface Scene {
  readonly home: string;
  readonly attack: (...words: string[]) => Promise<ChildProcess>;
  /** Fails if data of root was read, written, created, removed or changed its owner. */
  readonly assertUntouched: (what: string) => void;
  /** The paths of a root-only directory and of a file in it. */
  readonly vault: string;
  readonly secret: string;
}

/** A user's home, and what only root may see. */
function scene(t: Test, place: string): Scene {
  const top = mkdtempSync(join(place, "rsure-attack-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  chmodSync(top, 0o755);
  const swap = join(top, "swap");
  execFileSync("cc", ["-O2", "-o", swap, new URL("swap.c", import.meta.url).pathname]);
  const home = join(top, "home");
  const vault = join(top, "vault");
  mkdirSync(home);
  chownSync(home, ATTACKER, ATTACKER);
  // The names that rsure uses exist there too, so that a wrong access to them is detected.
  for (const name of ["2sure.dat.gz", "2sure.bak.gz", "secret-name"]) plant(vault, { [name]: SECRET });
  for (let i = 0; i < 8; i++) plant(vault, { [`f${i}`]: `${SECRET} ${i}` });
  chmodSync(vault, 0o700);
  const secret = join(vault, "f0");
  const facts = (path: string) => {
    const { ino, mode, uid, gid, nlink, size, mtimeMs, ctimeMs } = lstatSync(path);
    return { path, ino, mode, uid, gid, nlink, size, mtimeMs, ctimeMs };
  };
  const all = () =>
    [
      vault,
      ...readdirSync(vault)
        .sort()
        .map((name) => join(vault, name)),
    ].map(facts);
  const before = all();
  return {
    home,
    vault,
    secret,
    async attack(...words) {
      const child = spawn(swap, words, {
        cwd: home,
        uid: ATTACKER,
        gid: ATTACKER,
        stdio: ["ignore", "pipe", "inherit"],
      });
      if (words[0] === "links") await once(child, "exit");
      else if (child.stdout) await once(child.stdout, "data");
      return child;
    },
    assertUntouched(what) {
      t.same(all(), before, `${what}: root's files are as they were`);
      for (const path of leaks(home)) t.fail(`${what}: ${path} holds the secret, and the attacker can read it`);
    },
  };
}

/** Files that the attacker can read and that hold what only root could read. */
function leaks(home: string): string[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("link-"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const { uid, mode } = lstatSync(path);
      const isReadable = (mode & (uid === ATTACKER ? 0o400 : 0o004)) !== 0;
      return isReadable && readFileSync(path).includes(SECRET);
    });
}

function canLink(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}

const stop = async (child: ChildProcess): Promise<void> => {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
};

/** Each ends, one way or another, and never as a bug. */
const STATUSES = new Set([0, 1, 2, 3]);

for (const place of PLACES) {
  t.test(`a surefile with the most links, swapped for a link to a root-only file, on ${place}`, async (t) => {
    if (reason !== null) return t.pass(reason, { skip: true });
    const { home, secret, attack, assertUntouched } = scene(t, place);
    const file = join(home, "2sure.dat.gz");
    plant(home, { a: "1", b: "2" });
    await rsure("-f", file, "-d", home, "scan");
    // Beside the tree: a scan of so many names takes longer than the attack.
    const farm = join(home, "../farm");
    mkdirSync(farm);
    const own = join(farm, "own");
    copyFileSync(file, own);
    for (const path of [farm, own]) chownSync(path, ATTACKER, ATTACKER);
    execFileSync(
      "setpriv",
      [
        "--reuid",
        String(ATTACKER),
        "--regid",
        String(ATTACKER),
        "--clear-groups",
        join(home, "../swap"),
        "links",
        "own",
        String(LINKS),
      ],
      { cwd: farm },
    );
    let links = readdirSync(farm).length - 1;
    t.comment(`${links} links`);
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(file, { force: true });
      rmSync(join(home, "evil"), { force: true });
      // Again as many as there can be: a round removes some.
      while (links < LINKS && canLink(own, join(farm, `link-${links}`))) links++;
      renameSync(join(farm, `link-${--links}`), file);
      symlinkSync(secret, join(home, "evil"));
      const words = round % 2 === 0 ? ["await", "2sure.dat.gz.rsure-bak"] : ["exchange"];
      const child = await attack(...words, "2sure.dat.gz", "evil");
      for (let i = 0; i < 3; i++) {
        const { status, err } = await rsure("-f", file, "-d", home, "--threads", "1", "update");
        if (!STATUSES.has(status)) t.fail(`status ${status}: ${err}`);
      }
      await stop(child);
      assertUntouched(`round ${round}`);
      for (const name of readdirSync(home))
        if (name.includes("untrusted")) rmSync(join(home, name), { recursive: true });
    }
  });

  t.test(`the directory of the surefile, swapped for a link to a root-only directory, on ${place}`, async (t) => {
    if (reason !== null) return t.pass(reason, { skip: true });
    const { home, vault, attack, assertUntouched } = scene(t, place);
    const directory = join(home, "sub");
    const tree = mkdtempSync(join(home, "../tree-"));
    plant(tree, { a: "1" });
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of ["sub", "evil"]) rmSync(join(home, name), { recursive: true, force: true });
      mkdirSync(directory);
      chownSync(directory, ATTACKER, ATTACKER);
      symlinkSync(vault, join(home, "evil"));
      const child = await attack("exchange", "sub", "evil");
      for (let i = 0; i < 5; i++) {
        const { status, err } = await rsure(
          "-f",
          join(directory, "2sure.dat.gz"),
          "-d",
          tree,
          "--threads",
          "1",
          "update",
        );
        if (!STATUSES.has(status)) t.fail(`status ${status}: ${err}`);
      }
      await stop(child);
      assertUntouched(`round ${round}`);
    }
  });

  t.test(`directories of the tree, swapped for links to a root-only directory, on ${place}`, async (t) => {
    if (reason !== null) return t.pass(reason, { skip: true });
    const { home, vault, attack, assertUntouched } = scene(t, place);
    const store = mkdtempSync(join(home, "../store-"));
    const file = join(store, "2sure.dat.gz");
    const secrets = readdirSync(vault).map((name) => ({ name, ino: lstatSync(join(vault, name)).ino }));
    const forbidden = new RegExp(`secret-name|ino (${secrets.map(({ ino }) => ino).join("|")}) `);
    let scans = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of ["d", "evil"]) rmSync(join(home, name), { recursive: true, force: true });
      for (let i = 0; i < 8; i++) plant(home, { [`d/f${i}`]: "mine", [`d/s/f${i}`]: "mine" });
      execFileSync("chown", ["-R", `${ATTACKER}:${ATTACKER}`, home]);
      symlinkSync(vault, join(home, "evil"));
      const child = await attack("exchange", "d", "evil");
      for (let i = 0; i < 6; i++) {
        const command = i % 3 === 0 ? "scan" : "update";
        const { status, err } = await rsure("-f", file, "-d", home, "--threads", "1", command);
        if (!STATUSES.has(status)) t.fail(`status ${status}: ${err}`);
        scans++;
        const { out } = await rsure("-f", file, "show");
        const found = forbidden.exec(out);
        if (found) t.fail(`scan ${scans} recorded ${found[0]}`);
        if (i % 3 === 0) rmSync(file, { force: true });
      }
      const { out } = await rsure("-f", file, "-d", home, "check");
      if (forbidden.test(out)) t.fail("check told of it");
      await stop(child);
      assertUntouched(`round ${round}`);
    }
    t.comment(`${scans} scans`);
  });
}

t.test("many large extended attributes of a user do not end the scan", async (t) => {
  const { top, tree } = sandbox(t);
  // 9,000 directories print 70 MB, twice the limit of one call; ext4 stores each attribute in an inode and a block.
  const make = `
import os, sys
os.chdir(sys.argv[1])
for number in range(9000):
    name = "d%05d" % number
    os.mkdir(name)
    os.setxattr(name, "user.x", b"x" * 3900)
`;
  const made = spawnSync("python3", ["-c", make, tree], { encoding: "utf8" });
  if (made.status !== 0) return t.comment(`no extended attributes here: ${made.stderr}`);
  const run = await finished(startRsure(["-f", join(top, "sure"), "-d", tree, "--xattrs", "scan"]));
  t.match(run, { status: 0, err: /^(?![\s\S]*ENOBUFS)/ });
});
