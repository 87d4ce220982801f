import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import t from "tap";
import { main } from "../../src/command/main.ts";
import { formatInstant } from "../../src/format/instant.ts";
import { check, type Difference, type NoReuse, update } from "../../src/index.ts";
import { placeOf } from "../../src/store/place.ts";
import { record } from "../../src/store/record.ts";
import { Collector, finished, linesOf, plant, rsure, sandbox, secondsLater, startRsure, unpacked } from "../sandbox.ts";

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const TMPFS = 0x01021994;
const VFAT = 0x4d44;

const gather = async (source: AsyncIterable<Difference>): Promise<Difference[]> => {
  const all: Difference[] = [];
  for await (const one of source) all.push(one);
  return all;
};

/** An update on a file system of the given type; tells what it read and why. */
async function updateOn(
  file: string,
  tree: string,
  type: number,
  asOf?: number,
): Promise<{ bytes: number; why: NoReuse[] }> {
  let bytes = 0;
  const why: NoReuse[] = [];
  await record({
    place: placeOf(file),
    root: tree,
    reuse: true,
    tags: {},
    asOf,
    digests: ["sha1"],
    xattrs: false,
    fileSystemType: () => type,
    onProblem() {},
    onProgress: (progress) => {
      bytes = progress.bytes;
    },
    onNoReuse: (reason) => why.push(reason),
  });
  return { bytes, why };
}

/** Changes content in place, the same length, and gives the file its old mtime. */
function rewrite(path: string, content: string): void {
  const { atime, mtime } = statSync(path);
  const fd = openSync(path, "r+");
  writeSync(fd, content, 0);
  closeSync(fd);
  utimesSync(path, atime, mtime);
}

t.test("1. a change in the second of the last scan is seen", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "old", b: "old" });
  const scanned = rsure("-f", file, "-d", tree, "scan");
  await scanned;
  rewrite(join(tree, "a"), "new");
  await rsure("-f", file, "-d", tree, "update");
  t.same(linesOf(await rsure("-f", file, "-d", tree, "check")), [], "the update hashed it again");
  t.match((await rsure("-f", file, "-d", tree, "signoff")).out, "sha1");
});

t.test("1. only hashes of clearly older files are reused", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "old", b: "old" });
  const changed = Math.floor(statSync(join(tree, "a")).ctimeMs / 1000);
  await secondsLater(2);
  await updateOn(file, tree, TMPFS);
  t.match(await updateOn(file, tree, TMPFS), { bytes: 0, why: [] }, "nothing is read");
  t.match(
    await updateOn(file, tree, VFAT),
    { bytes: 6, why: ["file-system"] },
    "where ctime means little, everything is",
  );
  await updateOn(file, tree, TMPFS, changed);
  t.match(await updateOn(file, tree, TMPFS), { bytes: 6 }, "the time of the tree was the second of the change");
  await updateOn(file, tree, TMPFS, changed + 1);
  t.match(await updateOn(file, tree, TMPFS), { bytes: 6 }, "or for the next one, by a clock that lags");
  await updateOn(file, tree, TMPFS, changed + 2);
  t.match(await updateOn(file, tree, TMPFS), { bytes: 0 });
  rewrite(join(tree, "a"), "longer");
  t.match(await updateOn(file, tree, TMPFS), { bytes: 6 }, "only what has changed is read");
  const run = await rsure("-f", file, "-d", tree, "--as-of", formatInstant(changed), "update");
  t.equal(run.status, 0);
  t.match((await rsure("-f", file, "list", "--json")).out, `"as-of":"${formatInstant(changed)}"`);
  t.equal((await rsure("-f", file, "-d", tree, "--as-of", "2999-01-01T00:00:00Z", "update")).status, 2);
});

t.test("1. a change later in the same second as the scanned snapshot is found", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  const snapshot = join(top, "snapshot");
  await secondsLater(1);
  plant(tree, { a: "old" });
  const second = Math.floor(statSync(join(tree, "a")).ctimeMs / 1000);
  // A snapshot keeps inode and ctime: the tree itself plays its part, scanned before the change but seconds "later".
  mkdirSync(snapshot);
  await update(file, tree, { asOf: new Date(second * 1000), tags: { name: "snapshot" } });
  rewrite(join(tree, "a"), "new");
  t.equal(Math.floor(statSync(join(tree, "a")).ctimeMs / 1000), second, "the change is in the same second");
  await secondsLater(2);
  await update(file, tree);
  t.same(await gather(check(file, tree)), []);
});

t.test("1. a revision without its time proves nothing", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "old" });
  await updateOn(file, tree, TMPFS);
  writeFileSync(file, gzipSync(Buffer.from(unpacked(readFileSync(file)).replace(/"as-of":"[^"]*",/, ""), "latin1")));
  t.match(await updateOn(file, tree, TMPFS), { bytes: 3, why: ["no-moment"] });
});

t.test("1. on vfat every file is hashed", async (t) => {
  const { top } = sandbox(t);
  const image = join(top, "image");
  const mount = join(top, "vfat");
  mkdirSync(mount);
  writeFileSync(image, Buffer.alloc(1 << 24));
  const made = spawnSync("mkfs.vfat", [image]).status === 0;
  const byKernel = made && spawnSync("mount", ["-o", "loop", "-t", "vfat", image, mount]).status === 0;
  const byFuse = made && !byKernel && spawnSync("fusefat", ["-o", "rw+", image, mount]).status === 0;
  if (!byKernel && !byFuse)
    return t.pass("no vfat can be mounted here: only its statfs type was tried", { skip: true });
  if (byFuse) t.comment("this kernel has no vfat: fusefat was used instead");
  try {
    plant(mount, { a: "old", "s/b": "old" });
    const file = join(mount, "2sure.dat.gz");
    t.equal((await rsure("-f", file, "-d", mount, "update")).status, 0);
    rewrite(join(mount, "a"), "new");
    const run = await rsure("-f", file, "-d", mount, "update");
    t.match(run, { status: 0, err: /every file is hashed/ });
    t.same(linesOf(await rsure("-f", file, "-d", mount, "check")), []);
    t.ok(existsSync(join(mount, "2sure.bak.gz")), "the backup is a copy where hard links do not exist");
  } finally {
    spawnSync("umount", [mount]);
  }
});

/** Gives everything below `top` to a user who is not root, and runs as this user. */
function ordinaryUser(top: string): { uid: number; env: NodeJS.ProcessEnv } {
  execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, top]);
  // Only the user of the test runner may write its coverage.
  return { uid: NOBODY, env: { HOME: "/nonexistent", NODE_V8_COVERAGE: "" } };
}

t.test("2. and 10. unreadable files are reported, counted, and set the exit status", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { "closed/inner": "1", open: "2", secret: "3", "blind/x": "4" });
  const options = isRoot ? ordinaryUser(top) : {};
  const asUser = (...argv: string[]) => finished(startRsure(["-f", file, "-d", tree, ...argv], options));
  const scanned = await asUser("scan");
  if (/Cannot find (package|module)|EACCES.*node_modules/.test(scanned.err)) {
    t.pass(`an unprivileged process cannot load the code here: ${scanned.err.slice(0, 200)}`, { skip: true });
    return;
  }
  t.equal(scanned.status, 0, scanned.err);
  chmodSync(join(tree, "secret"), 0);
  chmodSync(join(tree, "closed"), 0);
  chmodSync(join(tree, "blind"), 0o444);
  const run = await asUser("-i", "perm", "check");
  chmodSync(file, 0);
  const blind = await asUser("check");
  chmodSync(join(tree, "closed"), 0o755);
  chmodSync(join(tree, "blind"), 0o755);
  t.match(blind, { status: 2, err: `rsure: EACCES: permission denied, open '${file}'` }, "the surefile has its name");
  t.equal(run.status, 3);
  t.same(linesOf(run), [`  [${"sha1".padEnd(20)}] "${tree}/secret"`], "nothing is claimed of what was not seen");
  t.match(run.err, `cannot read "${tree}/secret": EACCES (permission denied)`);
  t.match(run.err, `cannot list "${tree}/closed": EACCES`);
  t.match(run.err, `cannot query "${tree}/blind/x": EACCES`);
  t.match(run.err, "3 entries of the tree could not be read");
});

t.test("3. exit statuses", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  const args = ["-f", file, "-d", tree];
  plant(tree, { a: "1" });
  t.equal((await rsure(...args, "check")).status, 2, "no surefile");
  t.equal((await rsure(...args, "scan")).status, 0);
  t.equal((await rsure(...args, "check")).status, 0);
  plant(tree, { b: "1" });
  t.equal((await rsure(...args, "check")).status, 1);
  t.equal((await rsure(...args, "--compat-exit", "check")).status, 0);
  t.equal((await rsure("-f", join(top, "none"), "--compat-exit", "check")).status, 1);
  t.equal((await rsure("-f", file, "-d", join(top, "none"), "check")).status, 2);
});

t.test("7. the surefile is not part of the tree, and old surefiles that contain it give no difference", async (t) => {
  const { tree } = sandbox(t);
  const file = join(tree, "2sure.dat.gz");
  plant(tree, { a: "1", "sub/2sure.dat.gz": "a file like any other" });
  await rsure("-f", file, "-d", tree, "scan");
  // What the original would have recorded besides: the surefile, its backup, and its temporary files.
  const own = ["2sure.0", "2sure.1", "2sure.bak.gz", "2sure.dat.gz"];
  const recorded = own.map(
    (name) => `f${name} [ctime 1 gid 0 ino 1 kind file mtime 1 perm 420 sha1 ab size 1 uid 0 ]\n`,
  );
  const text = unpacked(readFileSync(file))
    .replace(/"as-of":"[^"]*",/, "")
    .replace("-\nfa ", `-\n${recorded.join("")}fa `);
  writeFileSync(file, gzipSync(Buffer.from(text, "latin1")));
  t.same(linesOf(await rsure("-f", file, "-d", tree, "check")), []);
  await rsure("-f", file, "-d", tree, "update");
  t.same(linesOf(await rsure("-f", file, "-d", tree, "signoff")), []);
  rmSync(join(tree, "sub/2sure.dat.gz"));
  t.equal(linesOf(await rsure("-f", file, "-d", tree, "check")).length, 1, "elsewhere the names mean nothing");
});

t.test("8. -v by number and name, for check, show and signoff", async (t) => {
  const { top, tree } = sandbox(t);
  const args = ["-f", join(top, "2sure.dat.gz"), "-d", tree];
  for (const name of ["one", "two", "three"]) {
    plant(tree, { [name]: name });
    t.equal((await rsure(...args, "--tag", `name=${name}`, "update")).status, 0);
  }
  t.equal(linesOf(await rsure(...args, "-v", "1", "check")).length, 2);
  t.equal(linesOf(await rsure(...args, "-v", "two", "check")).length, 1);
  t.equal(linesOf(await rsure(...args, "check")).length, 0);
  t.match((await rsure(...args, "-v", "one", "show")).out, /^asure-2\.0\n-----\nd__root__ .*\n-\nfone .*\nu\n$/);
  t.equal(linesOf(await rsure(...args, "signoff")).length, 1);
  t.equal(linesOf(await rsure(...args, "-v", "1..3", "signoff")).length, 2);
  t.equal(linesOf(await rsure(...args, "-v", "one..two", "signoff")).length, 1);
  t.equal(linesOf(await rsure(...args, "-v", "two", "signoff")).length, 1);
  t.same(
    linesOf(await rsure(...args, "-v", "3..1", "signoff")).map((line) => line[0]),
    ["-", "-"],
  );
  for (const command of ["check", "show", "signoff"]) t.equal((await rsure(...args, "-v", "four", command)).status, 2);
  t.equal((await rsure(...args, "-v", "1", "signoff")).status, 2, "the first has none before it");
});

t.test("9. progress is drawn on a terminal, or as events for a program", async (t) => {
  const { top, tree } = sandbox(t);
  plant(tree, { a: "1" });
  const argv = ["-f", join(top, "2sure.dat.gz"), "-d", tree, "scan"];
  t.equal((await rsure(...argv)).err, "", "nothing on a pipe");
  const terminal = new Collector();
  terminal.isTTY = true;
  await main(argv, { stdout: new Collector(), stderr: terminal });
  t.match(terminal.text, "files");
  const events = (await rsure(...argv, "--progress", "json")).err.trim().split("\n");
  t.same(JSON.parse(events.at(-1) ?? ""), { type: "progress", files: 1, bytes: 1 });
  t.equal((await rsure(...argv, "--progress", "none")).err, "");
});

t.test("10. names that are not UTF-8, and paths longer than the limit of the kernel", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  const name = Buffer.from([0xff, 0x3d, 0x20, 0xfe]);
  writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), name]), "1");
  mkdirSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xe9])]));
  writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xe9, 0x2f, 0xe8])]), "2");
  const before = process.cwd();
  t.teardown(() => process.chdir(before));
  process.chdir(tree);
  const part = "p".repeat(200);
  for (let i = 0; i < 45; i++) {
    mkdirSync(part);
    process.chdir(part);
  }
  writeFileSync("deepest", "3");
  mkdirSync("beside");
  process.chdir(before);
  t.match(await rsure("-f", file, "-d", tree, "scan"), { status: 0, err: "" });
  const shown = (await rsure("-f", file, "show")).out;
  t.match(shown, "f=ff=3d=20=fe [");
  t.match(shown, "d=e9 [");
  t.match(shown, /f=e8 \[.* sha1 da4b9237bacccdf19c0760cab7aec4a8359010b0 /);
  t.match(shown, /fdeepest \[.* sha1 77de68daecd823babbb58edb1c8e14d7106e83bb /);
  t.equal(shown.split(`d${part}`).length, 46);
  t.same(linesOf(await rsure("-f", file, "-d", tree, "check")), []);
  process.chdir(tree);
  for (let i = 0; i < 45; i++) process.chdir(part);
  writeFileSync("deepest", "4");
  process.chdir(before);
  t.match(linesOf(await rsure("-f", file, "-d", tree, "check"))[0], /sha1 +\] ".*\/deepest"$/);
  execFileSync("rm", ["-rf", tree]);
  mkdirSync(tree);
});

t.test("10. a directory given by bytes that are not UTF-8", async (t) => {
  const { top } = sandbox(t);
  const tree = Buffer.concat([Buffer.from(`${top}/`), Buffer.from([0xfc, 0x78])]);
  mkdirSync(tree);
  writeFileSync(Buffer.concat([tree, Buffer.from("/a")]), "1");
  const file = join(top, "2sure.dat.gz");
  await update(file, tree);
  t.same(await gather(check(file, tree)), []);
  // A child's arguments are bytes only where a shell of bytes gives them: xargs does.
  const entry = new URL("../../src/command/process.ts", import.meta.url).href;
  const code = "await (await import(process.argv[1])).runProcess(process.argv.slice(2))";
  const input = Buffer.concat([Buffer.from(`--\0${entry}\0-f\0${file}\0check\0-d\0`), tree, Buffer.from("\0")]);
  const flags = ["--import=tsx", "--conditions=rdump-source", "--no-warnings", "--input-type=module", "--eval", code];
  const run = spawnSync("xargs", ["-0", process.execPath, ...flags], {
    input,
    cwd: join(import.meta.dirname, "../.."),
  });
  t.equal(run.stderr.toString(), "");
  t.equal(run.stdout.toString(), `Check ${file}\n`);
});

t.test("11. JSON, SHA-256, extended attributes", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  const args = ["-f", file, "-d", tree, "--json"];
  const json = async (...more: string[]): Promise<unknown[]> =>
    (await rsure(...args, ...more)).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  plant(tree, { a: "1", "s/": "" });
  t.match(await json("scan", "--tag", "name=x", "--tag", "k=v"), [
    { type: "summary", revision: { number: 1, name: "x", tags: { k: "v" } }, files: 1, bytes: 1, problems: 0 },
  ]);
  t.match(await json("scan", "--hash", "sha256"), [{ revision: { tags: { attributes: "sha256" } } }]);
  const sha256 = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
  t.match(await json("show"), [
    { type: "enter", name: "__root__", attributes: { kind: "dir" } },
    { type: "enter", name: "s" },
    { type: "files" },
    { type: "leave" },
    { type: "files" },
    { type: "file", name: "a", attributes: { sha256 } },
    { type: "leave" },
  ]);
  t.same(await json("check"), [{ type: "summary", differences: 0, problems: 0 }]);
  await secondsLater(2);
  await json("update", "--hash", "sha256");
  t.match(await json("update", "--hash", "sha256"), [{ bytes: 0 }], "both are taken over");
  t.match((await rsure("-f", file, "show")).out, sha256);
  await json("update");
  t.match(await json("update", "--hash", "sha256"), [{ bytes: 1 }], "unless one is not there");
  rmSync(join(tree, "a"));
  plant(tree, { b: "2" });
  const modified = Math.floor(statSync(join(tree, "b")).mtimeMs / 1000);
  t.same(await json("check"), [
    { type: "removed", path: "a", kind: "file" },
    { type: "added", path: "b", kind: "file", modified },
    { type: "summary", differences: 2, problems: 0 },
  ]);
  if (spawnSync("setfattr", ["-n", "user.x", "-v", "1", join(tree, "b")]).status !== 0)
    return t.pass("no extended attributes can be set here: they were not tried", { skip: true });
  const odd = Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xff, 0x5c, 0x0a])]);
  writeFileSync(odd, "");
  spawnSync("xargs", ["-0", "setfattr", "-n", "user.y", "-v", "2"], { input: odd });
  spawnSync("setfattr", ["-n", "user.z", "-v", "3", join(tree, "s")]);
  t.match(await json("update", "--xattrs"), [{ revision: { tags: { attributes: "xattrs" } } }]);
  const shown = (await rsure("-f", file, "show")).out;
  t.match(shown, /^fb \[.* uid \d+ xattrs [0-9a-f]{64} \]$/m);
  t.match(shown, /^f=ff\\=0a \[.* xattrs [0-9a-f]{64} \]$/m);
  t.match(shown, /^ds \[.* xattrs [0-9a-f]{64} \]$/m);
  t.equal(shown.split("xattrs").length, 4, "what has none has no attribute for them");
  t.same(await json("check"), [{ type: "summary", differences: 0, problems: 0 }]);
  spawnSync("setfattr", ["-n", "user.x", "-v", "2", join(tree, "b")]);
  t.match(await json("check"), [{ type: "changed", path: "b", attributes: ["xattrs"] }, {}]);
});

t.test("--largest limits the files that are read, and a check uses the limit of the revision", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { small: "x".repeat(1024), large: "y".repeat(1025) });
  const base = ["-f", file, "-d", tree];
  await rsure(...base, "scan");
  for (const word of ["scan", "update"]) {
    const run = await rsure(...base, "--largest", "1K", word);
    t.match(run, { status: 0, out: "" });
    const hashes = (await rsure(...base, "show")).out
      .match(/f(small|large) .*? (sha1|size) /g)
      ?.map((line) => line.slice(-5));
    t.same(hashes, ["size ", "sha1 "]);
    t.match(run.err, `rsure: skipped the content, larger than --largest: "${tree}/large"\n`);
  }
  t.same(await rsure(...base, "check"), {
    status: 0,
    out: `Check ${file}\n`,
    err: `rsure: skipped the content, larger than --largest: "${tree}/large"\n`,
  });
  const json = await rsure(...base, "--json", "--largest=1024", "update");
  t.same(JSON.parse(json.out.split("\n")[0] ?? ""), { type: "too-large", path: "large" });
  t.match(JSON.parse(json.out.split("\n")[1] ?? ""), {
    type: "summary",
    problems: 0,
    revision: { tags: { largest: "1024" } },
  });
  writeFileSync(join(tree, "large"), "z".repeat(1026));
  const [line, ...more] = linesOf(await rsure(...base, "check"));
  t.match(line, "size ", "its attributes are compared");
  t.same(more, []);
  for (const bad of ["0", "-1", "1.5G", "1k", "", "9999999P", "1e3"])
    t.equal((await rsure(...base, "--largest", bad, "scan")).status, 2, bad);
  t.equal((await rsure(...base, "--tag", "largest=1", "scan")).status, 2, "the tag is rsure's own");
});

t.test("signoff --ctime reports a file without a hash until its ctime is clearly older than a scan", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { sha1: "y".repeat(1025), small: "x" });
  const second = Math.floor(statSync(join(tree, "sha1")).ctimeMs / 1000);
  const base = ["-f", file, "-d", tree];
  await secondsLater(2);
  // The moment of the tree is the second of its last change: a change later in that second leaves the same record.
  for (const asOf of [second, second + 1])
    t.equal((await rsure(...base, "--largest=1K", "--as-of", formatInstant(asOf), "update")).status, 0);
  for (const _ of [3, 4]) t.equal((await rsure(...base, "--largest=1K", "update")).status, 0);
  const signoff = async (...words: readonly string[]) => linesOf(await rsure(...base, ...words, "signoff"));
  const unsure = [`  [ctime               ] "${tree}/sha1"`];
  t.same(await signoff("--ctime", "-v", "1..2"), unsure, "the lines are the same");
  t.same(await signoff("--ctime", "-v", "2..3"), unsure, "the clock of a kernel lags");
  t.same(await signoff("--ctime", "-v", "3..4"), []);
  t.same(await signoff("-v", "1..2"), []);
  t.same(await signoff("--ctime", "-v", "1..4"), unsure, "the older revision counts");
});

t.test(
  "a sparse file of a user is reported by every command that reads the tree, and the other files are recorded",
  async (t) => {
    const { top, tree } = sandbox(t);
    const file = join(top, "2sure.dat.gz");
    plant(tree, { a: "1", huge: "", z: "2" });
    truncateSync(join(tree, "huge"), 2 ** 42);
    const base = ["-f", file, "-d", tree];
    for (const word of ["scan", "update", "check"]) {
      const run = await rsure(...base, word);
      t.equal(run.status, 3);
      t.match(run.err, `skipped the content, more than 1 TiB and nearly all holes: "${tree}/huge"\n`);
      t.same(word === "check" ? linesOf(run) : [], []);
    }
    t.equal((await rsure(...base, "show")).out.match(/ sha1 /g)?.length, 2);
  },
);

t.test("a device number above 255, and a mount point", async (t) => {
  if (!isRoot) return t.pass("not root: no device was made and nothing mounted", { skip: true });
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  execFileSync("mknod", [join(tree, "null"), "c", "1", "3"]);
  execFileSync("mknod", [join(tree, "block"), "b", "4095", "1048575"]);
  plant(tree, { "mounted/hidden": "x" });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "none", join(tree, "mounted")]).status === 0;
  if (!mounted) t.pass("nothing can be mounted here", { skip: true });
  try {
    if (mounted) plant(tree, { "mounted/elsewhere": "x" });
    await rsure("-f", file, "-d", tree, "scan");
    const shown = (await rsure("-f", file, "show")).out;
    t.match(shown, /fnull \[devmaj 1 devmin 3 gid 0 kind chr /);
    t.match(shown, /fblock \[devmaj 4095 devmin 1048575 gid 0 kind blk /);
    if (mounted) t.match(shown, /dmounted \[.*\]\n-\nu\n/);
  } finally {
    if (mounted) spawnSync("umount", [join(tree, "mounted")]);
  }
});

t.test("a tree that changes during the scan", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  for (let i = 0; i < 40; i++) plant(tree, { [`d${i}/a`]: "1", [`d${i}/b`]: "2" });
  let going = true;
  const churn = (async () => {
    for (let i = 0; going; i = (i + 7) % 40) {
      const path = join(tree, `d${i}`);
      if (existsSync(path)) renameSync(path, join(tree, `e${i}`));
      else renameSync(join(tree, `e${i}`), path);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (let i = 0; i < 5; i++) {
    const run = await rsure("-f", file, "-d", tree, "--threads", "1", "update");
    t.ok(run.status === 0 || run.status === 3, run.err);
  }
  going = false;
  await churn;
  await rsure("-f", file, "-d", tree, "update");
  t.same(linesOf(await rsure("-f", file, "-d", tree, "check")), []);
  t.same(readdirSync(top).sort(), ["2sure.bak.gz", "2sure.dat.gz", "t"]);
});

t.test("--only reads the content of the listed files alone, and compares the metadata of all", async (t) => {
  const { top, tree } = sandbox(t);
  mkdirSync(join(tree, "sub"));
  const names = ["a b", "sub/c", "sub/d", "e"];
  for (const name of names) writeFileSync(join(tree, name), "before");
  const base = ["-f", join(top, "s.dat.gz"), "-d", tree];
  t.equal((await rsure(...base, "scan")).status, 0);
  for (const name of names) {
    const { atime, mtime } = statSync(join(tree, name));
    writeFileSync(join(tree, name), "after!");
    utimesSync(join(tree, name), atime, mtime);
  }
  chmodSync(join(tree, "e"), 0o600);
  const list = join(top, "list");
  writeFileSync(list, "a=20b\nsub/d\nnot there\n");
  const found = await rsure(...base, "--json", `--only=${list}`, "check");
  const lines = found.out.split("\n").slice(0, -2);
  t.strictSame(
    lines.map((line) => JSON.parse(line)).map(({ path, attributes }) => [path, attributes]),
    [
      ["sub/d", ["sha1"]],
      ["a=20b", ["sha1"]],
      ["e", ["perm"]],
    ],
  );
  t.equal((await rsure(...base, `--only=${top}`, "check")).status, 2, "a directory is no list");
});
