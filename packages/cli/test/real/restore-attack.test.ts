import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { ATTACK_ROUNDS, ATTACKER, attackWith } from "@rdump/core/conformance";
import t, { type Test } from "tap";
import { Ground } from "../ground.ts";

const needsRoot = process.getuid?.() === 0 ? false : "needs root";

// Many rounds take long.
t.setTimeout(0);

/** A saved tree, a home of another user with the directory `to`, and a directory of root's alone. */
async function attackable(t: Test) {
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

/** Puts a link in the place of the closed directory, as soon as rdump has removed the empty directory that was there. */
const LINK_STAGING = `
to, secret = sys.argv[2], sys.argv[3]
os.chdir(to)
os.mkdir(".rdump-restore", 0o700)
print("attacking", flush=True)
while os.path.lexists(".rdump-restore"): pass
while True:
    try: os.symlink(secret, ".rdump-restore")
    except OSError: pass
`;

/** Puts a directory of the user in the place of the closed directory, with links where files are restored. */
const REPLACE_STAGING = `
to, secret = sys.argv[2], sys.argv[3]
os.chdir(to)
print("attacking", flush=True)
count = 0
while True:
    try: mine = os.stat(".rdump-restore").st_uid == user
    except OSError: continue
    if mine: continue
    try:
        count += 1
        os.rename(".rdump-restore", "aside-%d" % count)
        os.mkdir(".rdump-restore", 0o755)
        os.mkdir(".rdump-restore/tree", 0o755)
        os.symlink(secret, ".rdump-restore/tree/docs")
        os.symlink(secret, ".rdump-restore/replaced")
    except OSError: pass
`;

for (const [what, code] of [
  ["a link in the place of the closed directory", LINK_STAGING],
  ["a directory of the user in the place of the closed directory", REPLACE_STAGING],
] as const) {
  t.test(`a restore into the home of a user touches nothing elsewhere: ${what}`, { skip: needsRoot }, async (t) => {
    const { ground, to, secret } = await attackable(t);
    const seen: { [code: string]: number } = {};
    for (let round = 0; round < ATTACK_ROUNDS; round++) {
      for (const name of readdirSync(to)) rmSync(`${to}/${name}`, { recursive: true });
      const attacker = await attackWith(code, to, secret);
      const from = round % 2 === 0 ? "disk" : "mirrors";
      const paths = round % 4 < 2 ? [] : ["docs/deep", "docs/report"];
      const { said, code: status } = await ground.rdump("restore", "docs", ...paths, "--from", from, "--to", to);
      await attacker.stop();
      const why = /\[([a-z-]+)\]/.exec(said)?.[1] ?? `exit ${status}`;
      seen[why] = (seen[why] ?? 0) + 1;
      t.strictSame(readdirSync(secret), ["report"], `round ${round}: nothing was written elsewhere\n${said}`);
      const { mode, uid } = lstatSync(secret);
      if ((mode & 0o7777) !== 0o755 || uid !== 0)
        return t.fail(`round ${round}: mode ${mode.toString(8)}, owner ${uid}`);
      if (!t.passing()) return;
    }
    t.comment(seen);
  });
}
