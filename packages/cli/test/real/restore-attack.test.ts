import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ATTACK_ROUNDS, ATTACKER, attackWith } from "@rdump/core/conformance";
import t, { type Test } from "tap";
import { Ground } from "../ground.ts";
import { withNestedVolumes } from "../nested-volumes.ts";

const needsRoot = process.getuid?.() === 0 ? false : "needs root";

// Many rounds take long.
t.setTimeout(0);

/** A saved tree, a home of another user with the directory `to`, and a directory of root's alone. */
async function makeAttackable(t: Test) {
  const ground = new Ground(t, { files: 0 });
  chmodSync(ground.root, 0o755);
  mkdirSync(ground.path("source/docs/deep"), { recursive: true });
  for (const name of ["docs/report", "docs/deep/file", "top"]) writeFileSync(ground.path("source", name), "restored");
  const [to, secret] = [ground.path("user/to"), ground.path("secret")];
  mkdirSync(to, { recursive: true });
  for (const path of [ground.path("user"), to]) chownSync(path, ATTACKER, ATTACKER);
  mkdirSync(secret, { mode: 0o755 });
  writeFileSync(ground.path("secret/report"), "root's");
  ground.declare({ hooks: undefined });
  const saved = await ground.rdump("apply", "-y");
  t.equal(saved.code, 0, saved.said);
  return { ground, to, secret };
}

/** An empty destination of the user: a restore gave it the owner of the source. */
function emptied(to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  chownSync(to, ATTACKER, ATTACKER);
}

let made: ReturnType<typeof makeAttackable> | undefined;
/** Saved once: that takes long. */
const attackable = () => (made ??= makeAttackable(t));

t.test("the closed directory is above a destination that another user can replace", { skip: needsRoot }, async (t) => {
  const { ground, to } = await attackable();
  for (const from of ["disk", "mirrors"]) {
    const shown = await ground.rdump("restore", "docs", "--from", from, "--to", to, "--dry-run", "-v");
    t.match(shown.said, new RegExp(`cd ${ground.root}/\\.rdump-restore-[0-9a-f]{16}`), shown.said);
    t.notMatch(shown.said, `${to}/.rdump-restore`);
  }
  // The archive and the mirror give the destination to root: it was root's when they were made.
  for (const from of ["disk", "mirrors"]) {
    const restored = await ground.rdump("restore", "docs", "--from", from, "--to", to);
    t.equal(restored.code, 0, restored.said);
    t.strictSame(readdirSync(to).sort(), ["2sure.dat.gz", "docs", "sub", "top"]);
    t.strictSame(
      readdirSync(ground.root).filter((name) => name.startsWith(".rdump-restore")),
      [],
    );
    const [saved, given] = [lstatSync(ground.path("mirror")), lstatSync(to)];
    t.equal(given.uid, 0, from);
    t.equal(given.mtimeMs, from === "disk" ? lstatSync(ground.path("source")).mtimeMs : saved.mtimeMs);
    emptied(to);
  }
});

/** The closed directory of a restore was in `to` before. */
const BEGIN = `
to, secret = sys.argv[2], sys.argv[3]
os.chdir(to)
print("attacking", flush=True)
def wait():
    while not os.path.lexists(".rdump-restore"): time.sleep(0.001)
`;

/** Puts a link in the place of the closed directory, as soon as rdump has removed the empty directory that was there. */
const LINK_STAGING = `${BEGIN}
os.mkdir(".rdump-restore", 0o700)
while os.path.lexists(".rdump-restore"): pass
while True:
    try: os.symlink(secret, ".rdump-restore")
    except OSError: time.sleep(0.001)
`;

/** Puts a directory of the user in the place of the closed directory, with links where files are restored. */
const REPLACE_STAGING = `${BEGIN}
wait()
time.sleep(random.random() * 2)
os.rename(".rdump-restore", "aside")
os.mkdir(".rdump-restore", 0o755)
os.symlink(secret, ".rdump-restore/tree")
os.symlink(secret, ".rdump-restore/replaced")
time.sleep(60)
`;

/** Puts a link in the place of the destination, again and again. */
const REPLACE_DESTINATION = `${BEGIN}
os.chdir("..")
os.symlink(secret, "link")
while True:
    time.sleep(random.random())
    os.rename("to", "aside")
    os.rename("link", "to")
    time.sleep(random.random() * 0.1)
    os.rename("to", "link")
    os.rename("aside", "to")
`;

for (const [what, code] of [
  ["a link in the place of the closed directory", LINK_STAGING],
  ["a directory of the user in the place of the closed directory", REPLACE_STAGING],
  ["a link in the place of the destination", REPLACE_DESTINATION],
] as const) {
  t.test(`a restore into the home of a user changes nothing elsewhere: ${what}`, { skip: needsRoot }, async (t) => {
    const { ground, to, secret } = await attackable();
    const seen: { [code: string]: number } = {};
    // Each round starts rdump and the programs of a restore, which takes seconds.
    for (let round = 0; round < ATTACK_ROUNDS / 10; round++) {
      emptied(to);
      const attacker = await attackWith(code, to, secret);
      const from = round % 2 === 0 ? "disk" : "mirrors";
      const paths = round % 4 < 2 ? ["docs/deep", "docs/report"] : [];
      const { said, code: status } = await ground.rdump("restore", "docs", ...paths, "--from", from, "--to", to);
      await attacker.stop();
      if (lstatSync(to).isSymbolicLink()) renameSync(to, ground.path("user/link"));
      if (existsSync(ground.path("user/aside"))) renameSync(ground.path("user/aside"), to);
      rmSync(ground.path("user/link"), { force: true });
      const why = /\[([a-z-]+)\]/.exec(said)?.[1] ?? `exit ${status}`;
      seen[why] = (seen[why] ?? 0) + 1;
      t.not(why, "internal-error", said);
      t.strictSame(readdirSync(secret), ["report"], `round ${round}: nothing was written elsewhere\n${said}`);
      const { mode, uid } = lstatSync(secret);
      t.strictSame({ mode: mode & 0o7777, uid }, { mode: 0o755, uid: 0 }, `round ${round}`);
      t.equal(readFileSync(ground.path("secret/report"), "utf8"), "root's");
    }
    t.comment(seen);
  });
}

t.test("volumes in a directory of another user are restored with all volumes", { skip: needsRoot }, async (t) => {
  const { ground, to, restored } = await withNestedVolumes(t);
  const ended = await ground.rdump("restore", "--all", "--to", to);
  t.equal(ended.code, 0, ended.said);
  for (const name of ["file", "user/docs/letter", "user/docs/photos/picture"])
    t.equal(readFileSync(join(restored, name), "utf8"), name);
  t.equal(lstatSync(join(restored, "user/docs/photos")).uid, ATTACKER);
  const left = readdirSync(to, { recursive: true }).filter((name) => String(name).includes(".rdump-restore"));
  t.strictSame(left, [], "and no closed directory is left");
  t.notMatch(readdirSync(ground.root).join(" "), ".rdump-restore");
});

/** Exchanges the directories of the restored volumes with links, as soon as they belong to the user. */
const REPLACE_RESTORED = `
restored, secret = sys.argv[2], sys.argv[3]
print("attacking", flush=True)
def exchange(one, other):
    try: os.symlink(secret, other)
    except OSError: pass
    libc.renameat2(-100, one.encode(), -100, other.encode(), 2)
while True:
    exchange(restored + "/user/docs/photos", restored + "/user/docs/link")
    exchange(restored + "/user/docs", restored + "/user/link")
    time.sleep(random.random() * 0.01)
`;

const canMount = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const MOUNTED = 'mkdir -p "$0" && mount -t tmpfs -o mode=755 none "$0" && "$@"';

for (const [what, skip] of [
  ["volumes", needsRoot],
  ["volumes, with a file system mounted below", needsRoot === false && !canMount ? "needs mounts" : needsRoot],
] as const) {
  t.test(
    `a user who replaces directories of a restore of all ${what} changes nothing elsewhere`,
    { skip },
    async (t) => {
      const { ground, to, restored } = await withNestedVolumes(t);
      const words = ["restore", "--all", "--to", to] as const;
      const seen: { [code: string]: number } = {};
      for (let round = 0; round < Math.max(2, ATTACK_ROUNDS / 10); round++) {
        rmSync(to, { recursive: true, force: true });
        const attacker = await attackWith(REPLACE_RESTORED, restored, ground.path("secret"));
        const { said, code } =
          what === "volumes"
            ? await ground.rdump(...words)
            : withOutput(
                ground.within(["unshare", "-m", "sh", "-c", MOUNTED, join(restored, "user/docs/photos")], ...words),
              );
        await attacker.stop();
        for (const name of readdirSync(ground.root).filter((each) => each.startsWith(".rdump-restore")))
          rmSync(ground.path(name), { recursive: true });
        const why = /\[(restore-[a-z-]+|apply-link-refused|internal-error)\]/.exec(said)?.[1] ?? `exit ${code}`;
        seen[why] = (seen[why] ?? 0) + 1;
        t.not(why, "internal-error", said);
        t.match(said, /^all: proven/m, "something was restored");
        t.strictSame(readdirSync(ground.path("secret")), [], `round ${round}: nothing was written elsewhere\n${said}`);
        const { mode, uid } = lstatSync(ground.path("secret"));
        t.strictSame({ mode: mode & 0o7777, uid }, { mode: 0o755, uid: 0 }, `round ${round}`);
      }
      t.comment(seen);
    },
  );
}

function withOutput({ stdout, stderr, status }: ReturnType<Ground["within"]>) {
  return { said: `${stdout}${stderr}`, code: status };
}
