import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ATTACKER } from "@rdump/core/conformance";
import { openLocalHost } from "@rdump/core/host";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import { provingScope } from "../../src/restore/proving.ts";

const needsRoot = process.getuid?.() === 0 ? false : "needs root, to give a directory to another user";
const run = runAt("20261129T000000Z-00000000", 0);
const io = openLocalHost({ env: process.env, signal: new AbortController().signal });

t.test("a tree is restored only where no other user can redirect it", { skip: needsRoot }, async (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-proving-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  chmodSync(root, 0o755);
  for (const name of ["own", "theirs", "theirs/own", "open", "open/own"]) mkdirSync(join(root, name), { mode: 0o755 });
  chownSync(join(root, "theirs"), ATTACKER, ATTACKER);
  chmodSync(join(root, "open"), 0o777);
  symlinkSync("own", join(root, "link"));
  for (const name of ["theirs", "theirs/own", "open", "open/own", "link", "nowhere"]) {
    const parent = join(root, name);
    t.match(await provingScope.acquire({ parent }, run, io), { code: "proof-no-place" }, name);
    t.notOk(existsSync(join(parent, ".rdump-proof")), name);
  }
  const parent = join(root, "own");
  t.equal(await provingScope.acquire({ parent }, run, io), null);
  t.strictSame(readdirSync(join(parent, ".rdump-proof")), ["tree"]);
  // A run that is killed here leaves the directory, with restored files of any mode.
  mkdirSync(join(parent, ".rdump-proof/tree/left"), { mode: 0o500 });
  t.equal(await provingScope.acquire({ parent }, run, io), null, "the next proof removes it");
  t.strictSame(readdirSync(join(parent, ".rdump-proof/tree")), []);
  t.equal(await provingScope.release({ parent }, run, io), null);
  t.strictSame(readdirSync(parent), []);
});

function unsupported(): string | false {
  if (needsRoot !== false) return needsRoot;
  const directory = mkdtempSync(join(tmpdir(), "rdump-proving-"));
  const { status } = spawnSync("chattr", ["+i", directory]);
  spawnSync("chattr", ["-i", directory]);
  rmSync(directory, { recursive: true });
  return status === 0 ? false : "this file system has no immutable files";
}

t.test(
  "immutable files of a killed restore are removed, if no other user had them",
  { skip: unsupported() },
  async (t) => {
    const parent = mkdtempSync(join(tmpdir(), "rdump-proving-"));
    t.teardown(() => {
      spawnSync("chattr", ["-R", "-i", "-a", parent]);
      rmSync(parent, { recursive: true, force: true });
    });
    const place = join(parent, ".rdump-proof");
    const leave = async () => {
      t.equal(await provingScope.acquire({ parent }, run, io), null);
      writeFileSync(join(place, "tree/fixed"), "");
      t.equal(spawnSync("chattr", ["+i", join(place, "tree/fixed"), join(place, "tree")]).status, 0);
    };
    await leave();
    await leave();
    t.equal(await provingScope.release({ parent }, run, io), null);
    t.strictSame(readdirSync(parent), []);
    await leave();
    chownSync(place, ATTACKER, ATTACKER);
    t.match(await provingScope.acquire({ parent }, run, io), { code: "proof-no-place" });
    t.ok(existsSync(join(place, "tree/fixed")));
  },
);
