import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { plant, rsure, sandbox } from "../sandbox.ts";

/** A tree, and a copy of it as a snapshot would show it; `/` is the one place that is always mounted. */
async function scene(t: Test, { scanned = true }: { readonly scanned?: boolean } = {}) {
  const { top, tree } = sandbox(t);
  plant(tree, { a: "first", "sub/b": "second" });
  const own = join(tree, "2sure.dat.gz");
  if (scanned) t.equal((await rsure("-f", own, "-d", tree, "scan")).status, 0);
  const snapshot = join(top, "snapshot");
  cpSync(tree, snapshot, { recursive: true, preserveTimestamps: true });
  const theirs = join(snapshot, "2sure.dat.gz");
  const update = async () =>
    t.equal((await rsure("-f", theirs, "-d", snapshot, "--tag=name=night", "update")).status, 0);
  const adopt = () => rsure("-f", own, "-d", "/", "--from", theirs, "--run", "night", "copy-back");
  return { tree, snapshot, own, theirs, update, adopt };
}

const bytes = (path: string): string => readFileSync(path, "base64");

t.test("a surefile that was updated in a snapshot replaces that of the tree, which becomes the backup", async (t) => {
  const { own, theirs, tree, update, adopt } = await scene(t);
  const before = bytes(own);
  await update();
  chmodSync(theirs, 0o640);
  t.match(await adopt(), { status: 0, err: "" });
  t.equal(bytes(own), bytes(theirs));
  t.equal(bytes(join(tree, "2sure.bak.gz")), before);
  const [now, then] = [statSync(own), statSync(theirs)];
  t.equal(now.mode & 0o777, 0o600);
  t.equal(Math.round(now.mtimeMs), Math.round(then.mtimeMs));
  t.match(await adopt(), { status: 0, err: "" }, "once more, and there is nothing to do");
});

t.test("the first revision is copied to a tree without a surefile", async (t) => {
  const { own, theirs, update, adopt } = await scene(t, { scanned: false });
  await update();
  t.match(await adopt(), { status: 0 });
  t.equal(bytes(own), bytes(theirs));
});

t.test("a surefile that was changed, created or removed in the meantime is not overwritten", async (t) => {
  const changed = await scene(t);
  await changed.update();
  await rsure("-f", changed.own, "-d", changed.tree, "--tag=name=by hand", "update");
  const byHand = bytes(changed.own);
  t.match(await changed.adopt(), { status: 2, err: /was changed or created after the snapshot/ });
  t.equal(bytes(changed.own), byHand);

  const made = await scene(t, { scanned: false });
  await made.update();
  await rsure("-f", made.own, "-d", made.tree, "scan");
  t.match(await made.adopt(), { status: 2, err: /created after the snapshot/ });

  const removed = await scene(t);
  await removed.update();
  rmSync(removed.own);
  t.match(await removed.adopt(), { status: 2, err: /created after the snapshot/ });
});

t.test("nothing is written through a link, into another tree, or under an unmounted mount point", async (t) => {
  const { own, theirs, tree, update, adopt } = await scene(t);
  await update();
  t.match(await rsure("-f", own, "-d", tree, "--from", theirs, "copy-back"), {
    status: 2,
    err: /no file system is mounted at/,
  });
  t.match(await rsure("-f", "/proc/none/2sure.dat.gz", "-d", "/", "--from", theirs, "copy-back"), { status: 2 });
  t.match(await rsure("-f", own, "-d", "/proc", "--from", theirs, "copy-back"), { status: 2, err: /is not within/ });
  t.match(await rsure("-f", own, "-d", "/", "--from", `${theirs}.none.gz`, "copy-back"), {
    status: 2,
    err: /surefile not found/,
  });
  t.match(await rsure("-f", own, "copy-back"), { status: 2, err: /--from/ });
  t.match(await rsure("-f", own, "adopt"), { status: 2, err: /the command "adopt" has the name "copy-back" now/ });
  rmSync(own);
  symlinkSync("elsewhere", own);
  writeFileSync(join(tree, "elsewhere"), "mine");
  t.match(await adopt(), { status: 0, err: /is a symbolic link: .* is now ".*\.untrusted-night"/ });
  t.ok(lstatSync(`${own}.untrusted-night`).isSymbolicLink());
  t.equal(readFileSync(join(tree, "elsewhere"), "utf8"), "mine");
  t.equal(bytes(own), bytes(theirs));
  rmSync(own);
  mkdirSync(own);
  t.match(await adopt(), { status: 0, err: /is a directory: / });
  t.ok(lstatSync(own).isFile());
});

t.test("nothing is copied while another run writes the surefile", async (t) => {
  const { own, tree, update, adopt } = await scene(t);
  await update();
  const before = bytes(own);
  writeFileSync(join(tree, "2sure.dat.gz.rsure-lock"), "somebody");
  t.match(await adopt(), { status: 2, err: /is being written by another run/ });
  t.equal(bytes(own), before);
});

t.test("a refusal leaves no lock behind", async (t) => {
  const { theirs, tree, update, adopt } = await scene(t);
  await update();
  rmSync(theirs);
  symlinkSync("elsewhere", theirs);
  t.match(await adopt(), { status: 2, err: /is a symbolic link/ });
  t.notOk(existsSync(join(tree, "2sure.dat.gz.rsure-lock")));
});
