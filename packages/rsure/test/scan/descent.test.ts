import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, closeSync, existsSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { openDirectory } from "../../src/descriptor/open-directory.ts";
import { Descent } from "../../src/scan/descent.ts";
import { Mounts, parseMounts } from "../../src/scan/mounts.ts";
import type { Problem } from "../../src/scan/problem.ts";
import { treeText } from "../../src/scan/tree.ts";
import { finished, linesOf, plant, rsure, sandbox, startRsure } from "../sandbox.ts";

t.setTimeout(300_000);

const isRoot = process.getuid?.() === 0;
const openNow = (): number => readdirSync("/proc/self/fd").length;

/** A chain of directories `d`, each with a file, deeper than any path is long. */
function makeChain(tree: string, depth: number): void {
  const script = `import os, sys
os.chdir(sys.argv[1])
for i in range(int(sys.argv[2])):
    open("f", "w").write(str(i))
    os.mkdir("d")
    os.chdir("d")`;
  execFileSync("python3", ["-c", script, tree, String(depth)]);
}

const hasPython = spawnSync("python3", ["--version"]).status === 0;

t.test("a tree of any depth is walked with few open directories, in little time", async (t) => {
  if (!hasPython) return t.pass("there is no python3 to make the tree", { skip: true });
  const { top, tree } = sandbox(t);
  t.teardown(() => execFileSync("rm", ["-rf", tree]));
  makeChain(tree, 1500);
  const before = openNow();
  let most = 0;
  let text = "";
  const watch = (): void => {
    most = Math.max(most, openNow());
  };
  const pieces = treeText({
    root: tree,
    threads: 1,
    digests: ["sha1"],
    xattrs: false,
    onProblem: t.fail,
    onProgress: watch,
  });
  for await (const piece of pieces) text += piece;
  t.equal(text.match(/^ff \[/gm)?.length, 1500);
  t.ok(most - before <= 512 + 40, `${most - before} descriptors at most`);
  t.equal(openNow(), before, "all are closed");
  const file = join(top, "x.gz");
  const run = await finished(startRsure(["-f", file, "-d", tree, "scan"]));
  t.match(run, { status: 0, err: "" });
});

t.test("a scan works with few descriptors", async (t) => {
  const { top, tree } = sandbox(t);
  for (let i = 0; i < 200; i++) plant(tree, { [`d${i}/${"s/".repeat(i % 50)}f`]: "1" });
  const entry = new URL("../../src/command/process.ts", import.meta.url).href;
  const code = "await (await import(process.argv[1])).runProcess(process.argv.slice(2))";
  const node = [
    process.execPath,
    "--import=tsx",
    "--conditions=rdump-source",
    "--input-type=module",
    "--eval",
    code,
    "--",
    entry,
  ];
  const words = ["-f", join(top, "x.gz"), "-d", tree, "scan"];
  const cwd = new URL("../..", import.meta.url);
  const run = spawnSync("prlimit", ["--nofile=160:160", ...node, ...words], { encoding: "utf8", cwd });
  if (run.error) return t.pass("there is no prlimit", { skip: true });
  t.match({ status: run.status, stderr: run.stderr }, { status: 0, stderr: "" });
});

t.test("a directory that was closed during the descent is opened again, and only the same directory", async (t) => {
  const { tree } = sandbox(t);
  const names = Array.from({ length: 60 }, (_, i) => `n${i}`);
  plant(tree, { [`${names.join("/")}/f`]: "1" });
  const inside = (depth: number): string => join(tree, ...names.slice(0, depth));
  const root = openDirectory(tree);
  const go = (): Descent => {
    const descent = new Descent(root);
    for (const name of names) descent.enter(name);
    return descent;
  };
  const climb = (descent: Descent, levels: number): void => {
    for (let i = 0; i < levels; i++) {
      const left = descent.leave();
      if (left !== undefined) closeSync(left);
    }
  };
  const before = openNow();
  const plain = go();
  t.ok(openNow() - before < 40, "far above, they are closed");
  climb(plain, 50);
  t.not(plain.fd, undefined, "and opened again by the way back");
  plain.close();

  const moved = go();
  renameSync(inside(20), join(tree, "elsewhere"));
  climb(moved, 40);
  t.not(moved.fd, undefined, "a directory that was moved is still the same directory");
  climb(moved, 1);
  t.not(moved.fd, undefined, "what was above it is found by its names");
  moved.close();
  renameSync(join(tree, "elsewhere"), inside(20));

  const swapped = go();
  renameSync(inside(20), join(tree, "elsewhere"));
  renameSync(inside(10), join(tree, "aside"));
  symlinkSync(join(tree, "aside"), inside(10));
  climb(swapped, 41);
  t.equal(swapped.fd, undefined, "but not through a link, even to the same directory");
  climb(swapped, 10);
  t.not(swapped.fd, undefined, "above the link it goes on");
  swapped.close();
  t.equal(openNow(), before, "all are closed");
});

t.test("a deep directory that is moved during the scan is reported as a problem", async (t) => {
  const { tree } = sandbox(t);
  const names = Array.from({ length: 60 }, (_, i) => `n${i}`);
  plant(tree, { [`${names.join("/")}/f`]: "1" });
  for (let i = 0; i < 600; i++) plant(tree, { [`${names.join("/")}/s${i}/f`]: "1" });
  const problems: Problem[] = [];
  let text = "";
  const pieces = treeText({
    ...{ root: tree, threads: 1, digests: ["sha1"], xattrs: false },
    onProblem: (problem) => problems.push(problem),
    onProgress() {
      if (existsSync(join(tree, "n0/n1"))) renameSync(join(tree, "n0/n1"), join(tree, "moved"));
    },
  });
  for await (const piece of pieces) text += piece;
  t.match(problems, [{ path: "n0", doing: "list", code: "CHANGED" }].slice(0, problems.length));
  t.match(text, /^u\n$/m);
  t.equal(text.match(/^d/gm)?.length, text.match(/^u$/gm)?.length, "the text is a tree all the same");
});

t.test("the mount table is parsed", async (t) => {
  const table = `21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
36 21 0:40 / /home/joe/my\\040mount rw,nosuid shared:9 master:1 - fuse.sshfs joe@host: rw,user_id=1000,group_id=1000
37 21 0:41 / /home/joe/by-root rw - fuse.sshfs x rw,user_id=0,group_id=0,allow_other
38 21 0:42 / /home/joe/ram rw - tmpfs none rw
39 21 8:1 /srv /home/joe/bound rw - ext4 /dev/sda1 rw
40 21 0:43 / /homestead/other rw - fuse x rw,user_id=1000
`;
  const mounts = new Mounts("/home", () => parseMounts(table));
  t.same([...mounts.untouchable], ["joe/my=20mount"]);
  t.ok(mounts.isElsewhere("joe/ram"));
  t.ok(mounts.isElsewhere("joe/my=20mount"));
  t.notOk(mounts.isElsewhere("joe/bound"), "a part of the same file system is no other one");
  t.notOk(mounts.isElsewhere("joe"));
  t.same([...new Mounts("/", () => parseMounts(table)).untouchable].sort(), ["home/joe/my=20mount", "homestead/other"]);
});

t.test("a FUSE mount that root cannot read is skipped and reported, and is not a failure", async (t) => {
  if (!isRoot) return t.pass("not root: no mount of another user is possible", { skip: true });
  const { top, tree } = sandbox(t);
  plant(tree, { "home/mine": "1", "home/mount/beneath": "2" });
  execFileSync("chmod", ["755", top]);
  chownSync(join(tree, "home/mount"), 65534, 65534);
  const mount = join(tree, "home/mount");
  const file = join(top, "x.gz");
  await rsure("-f", file, "-d", tree, "scan");
  if (!mountFuse(mount)) return t.pass("no FUSE can be mounted here", { skip: true });
  try {
    for (const word of ["update", "check"]) {
      const run = await rsure("-f", file, "-d", tree, "--json", word);
      t.equal(run.status, 0, `${word}: ${run.out}${run.err}`);
      t.match(run.out, '{"type":"left-out","path":"home/mount"}');
    }
    t.notMatch((await rsure("-f", file, "show")).out, /mount|beneath/);
  } finally {
    spawnSync("umount", ["-l", mount]);
  }
});

/** A FUSE file system of user 65534 that answers nothing: root itself mounts it in that user's name. */
function mountFuse(path: string): boolean {
  const script = `import os, sys, ctypes
fd = os.open("/dev/fuse", os.O_RDWR)
libc = ctypes.CDLL(None, use_errno=True)
options = f"fd={fd},rootmode=40000,user_id=65534,group_id=65534"
if libc.mount(b"nobody", sys.argv[1].encode(), b"fuse", 6, options.encode()) != 0: sys.exit(1)
if os.fork() == 0:
    os.setsid()
    for i in (0, 1, 2): os.close(i)
    import time; time.sleep(30)`;
  return hasPython && spawnSync("python3", ["-c", script, path], { stdio: "ignore" }).status === 0;
}

t.test("extended attributes are read within the directory", async (t) => {
  const { top, tree } = sandbox(t);
  const name = `${"x".repeat(200)}/`.repeat(30);
  if (!hasPython || spawnSync("getfattr", ["--version"]).status !== 0)
    return t.pass("there is no getfattr", { skip: true });
  t.teardown(() => execFileSync("rm", ["-rf", tree]));
  const script = `import os, sys
os.chdir(sys.argv[1])
for part in sys.argv[2].split("/"):
    if part: os.mkdir(part); os.chdir(part)
open("f", "w"); os.setxattr("f", "user.x", b"1")`;
  if (spawnSync("python3", ["-c", script, tree, name]).status !== 0)
    return t.pass("no extended attributes here", { skip: true });
  const file = join(top, "x.gz");
  const run = await finished(startRsure(["-f", file, "-d", tree, "--xattrs", "scan"]));
  t.match(run, { status: 0, err: "" });
  t.match((await rsure("-f", file, "show")).out, /^ff \[.* xattrs [0-9a-f]{64} \]$/m);
});

t.test("a problem in a tree of long paths has a short path, and check accepts the tree", async (t) => {
  if (!hasPython) return t.pass("there is no python3 to make the tree", { skip: true });
  const { top, tree } = sandbox(t);
  t.teardown(() => execFileSync("rm", ["-rf", tree]));
  const script = `import os, sys
os.chdir(sys.argv[1])
for i in range(300):
    os.mkdir(b"\\x1b" * 255)
    os.chdir(b"\\x1b" * 255)
    if i % 10 == 0: os.truncate(os.open("huge", os.O_CREAT | os.O_WRONLY), 2 << 40)`;
  execFileSync("python3", ["-c", script, tree]);
  const file = join(top, "sure");
  const { status, out } = await rsure("-f", file, "-d", tree, "--json", "scan");
  const paths = jsonLines(out).flatMap(({ type, path }) => (type === "problem" ? [path as string] : []));
  t.equal(status, 3);
  t.equal(paths.length, 30);
  t.ok(paths.every((path) => path.endsWith("/huge") && path.length < 18_000));
  t.match(paths[0], /1b\/\.\.\.\/huge$/);
  t.match(await rsure("-f", file, "-d", tree, "check"), { status: 3, out: `Check ${file}\n` });
  const changes = `import os, sys
os.chdir(sys.argv[1])
for i in range(300): os.chdir(b"\\x1b" * 255)
open("new", "w")`;
  execFileSync("python3", ["-c", changes, tree]);
  const [line = ""] = linesOf(await rsure("-f", file, "-d", tree, "check"));
  t.match(line, /^\+ file .*\/\.\.\.\/new"$/);
});

function jsonLines(out: string): readonly { readonly [key: string]: unknown }[] {
  return out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

t.test("the snapshots of a dataset are not scanned with its root", (t) => {
  const table =
    "30 1 0:40 / / rw - zfs rpool/root rw\n31 30 0:41 / /tank/a rw - zfs tank/a rw\n32 30 8:1 / /mnt rw - ext4 /dev/sda rw\n";
  const untouched = (root: string) => [...new Mounts(root, () => parseMounts(table)).untouchable];
  t.same(untouched("/tank/a"), [".zfs"]);
  t.same(untouched("/"), [".zfs"]);
  for (const root of ["/tank/a/b", "/mnt", "/tank"]) t.same(untouched(root), [], root);
  t.end();
});
