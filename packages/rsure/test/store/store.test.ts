import { execFileSync, spawn, spawnSync } from "node:child_process";
import fs, {
  existsSync,
  linkSync,
  promises,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import t from "tap";
import { listRevisions, lockSurefile, readSurefile, update } from "../../src/index.ts";
import { isDead, type LockHolder } from "../../src/store/lock.ts";
import { placeOf } from "../../src/store/place.ts";
import { record } from "../../src/store/record.ts";
import { finished, linesOf, plant, rsure, sandbox, startRsure } from "../sandbox.ts";

t.test("the names of the files of a surefile", async (t) => {
  t.match(placeOf("2sure.dat.gz"), {
    file: "./2sure.dat.gz",
    backup: "2sure.bak.gz",
    twin: "2sure.bak.gz",
    compression: "gzip",
    isBackup: false,
  });
  t.match(placeOf("/a/b"), { file: "/a/b.dat", backup: "b.bak", compression: "plain" });
  t.match(placeOf("/x.gz"), { directory: "/", file: "/x.dat.gz" });
  t.match(placeOf("d/x.dat.zstd"), { compression: "zstd", backup: "x.bak.zstd" });
  t.match(placeOf("x.bak.gz"), { isBackup: true, file: "./x.bak.gz", twin: "x.dat.gz" });
  t.ok(placeOf("x.dat.gz").isOwn("x.dat.gz.rsure-lock-17"));
  t.notOk(placeOf("photos.dat.gz").isOwn("photos.1"), "a user's file of nearly that name is not one's own");
  for (const bad of ["", "/", "a/", ".", "a/.."]) t.throws(() => placeOf(bad), { code: "usage" }, bad);
});

t.test("4. a corrupt surefile is an error, and kept", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  for (let i = 0; i < 500; i++) plant(tree, { [`d${i % 9}/file-${i}`]: String(i) });
  await update(file, tree);
  const good = readFileSync(file);
  const plain = gunzipSync(good).toString("latin1");
  const flipped = Buffer.from(good);
  flipped[good.length >> 1] = (flipped[good.length >> 1] as number) ^ 0x20;
  const badSum = Buffer.from(good);
  badSum[good.length - 6] = (badSum[good.length - 6] as number) ^ 1;
  const pack = (text: string): Buffer => gzipSync(Buffer.from(text, "latin1"));
  const damaged: { readonly [what: string]: Buffer } = {
    empty: Buffer.alloc(0),
    "not gzip": Buffer.from("hello\n"),
    "an empty gzip": pack(""),
    "truncated early": good.subarray(0, 15),
    truncated: good.subarray(0, good.length - 500),
    "without its trailer": good.subarray(0, good.length - 8),
    "a flipped bit": flipped,
    "a wrong checksum": badSum,
    "something behind it": Buffer.concat([good, Buffer.from("more")]),
    "a second member behind it": Buffer.concat([good, pack("x\n")]),
    "a header that is not JSON": pack(plain.replace('{"version"', '{"version')),
    "a header that is not UTF-8": pack(plain.replace('"name":"', '"name":"\xff')),
    "a header without revisions": pack(plain.replace(/"deltas":\[.*\]/, '"deltas":[]')),
    "no final newline": pack(plain.slice(0, -1)),
    "a mark missing": pack(plain.replace("\x01E 1\n", "")),
    "a tree cut short": pack(plain.replace("u\n\x01E 1\n", "\x01E 1\n")),
    "a line of no kind": pack(plain.replace("-\n", "?\n")),
  };
  for (const [what, bytes] of Object.entries(damaged)) {
    writeFileSync(file, bytes);
    for (const command of ["update", "scan", "check"]) {
      const run = await rsure("-f", file, "-d", tree, command);
      t.equal(run.status, 2, `${command}: ${what}`);
      t.match(run.err, /^rsure: .*/);
    }
    t.same(readFileSync(file), bytes, `${what}: kept as it is`);
    t.same(readdirSync(top).sort(), ["2sure.dat.gz", "t"], "nothing is left behind, no backup is made");
  }
  writeFileSync(file, pack(plain.replace('"version":1', '"version":7')));
  t.match(await rsure("-f", file, "-d", tree, "update"), { status: 2, err: /format version 7/ });
  writeFileSync(file, good);
  t.equal((await rsure("-f", file, "-d", tree, "update")).status, 0);
  await t.rejects(
    async () => {
      writeFileSync(file, good.subarray(0, -30));
      for await (const _ of readSurefile(file));
    },
    { code: "corrupt" },
  );
});

t.test("5. a lock prevents a second writer", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  const lockFile = `${file}.rsure-lock`;
  const lock = lockSurefile(file);
  t.throws(() => lockSurefile(file), { code: "locked", message: new RegExp(`process ${process.pid} on`) });
  const refused = await rsure("-f", file, "-d", tree, "update");
  t.match(refused, { status: 2, err: /being written by process/ });
  t.notOk(existsSync(file));
  const self = JSON.parse(readFileSync(lockFile, "utf8")) as LockHolder;
  lock.assertHeld();
  lock.release();
  t.notOk(existsSync(lockFile));

  const dead = (change: Partial<LockHolder>): boolean => isDead({ ...self, ...change }, self);
  t.notOk(dead({}), "this process lives");
  t.ok(dead({ bootId: "another" }), "before the last boot");
  t.ok(dead({ started: "1" }), "the pid is somebody else's now");
  t.ok(dead({ pid: 2 ** 22 + 1 }), "no such process");
  t.notOk(dead({ pid: 2 ** 22 + 1, pidNamespace: "pid:[1]" }), "a pid of another namespace says nothing");
  t.notOk(
    isDead(self, self, () => undefined),
    "alive, and may not be seen",
  );
  t.notOk(dead({ host: "elsewhere", bootId: "another" }), "another machine cannot be judged");

  writeFileSync(lockFile, `${JSON.stringify({ ...self, started: "1" })}\n`);
  t.equal((await rsure("-f", file, "-d", tree, "update")).status, 0, "a dead holder's lock is taken");
  t.notOk(existsSync(lockFile));
  for (const content of ["", "junk", "{}", JSON.stringify({ ...self, host: `not ${hostname()}` })]) {
    writeFileSync(lockFile, content);
    t.equal((await rsure("-f", file, "-d", tree, "update")).status, 2, `not judged: ${JSON.stringify(content)}`);
    t.equal(readFileSync(lockFile, "utf8"), content);
  }
  for (const content of ["", "\0\0"]) {
    writeFileSync(lockFile, content);
    utimesSync(lockFile, new Date(), new Date(Date.now() - 3_600_000));
    t.equal((await rsure("-f", file, "-d", tree, "update")).status, 0, "what a power cut left of a lock is taken");
  }
  const stolen = lockSurefile(file);
  writeFileSync(lockFile, "{}");
  t.throws(() => stolen.assertHeld(), { code: "locked" });
  stolen.release();
  t.ok(existsSync(lockFile), "another's lock is not released");
});

t.test("5. two updates at once: each is recorded or clearly refused", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  for (let i = 0; i < 300; i++) plant(tree, { [`d${i % 9}/file-${i}`]: String(i) });
  await update(file, tree);
  const runs = await Promise.all(
    ["a", "b", "c"].map((name) => finished(startRsure(["-f", file, "-d", tree, "--tag", `name=${name}`, "update"]))),
  );
  const recorded = (await listRevisions(file)).map((revision) => revision.name).slice(1);
  for (const [index, run] of runs.entries()) {
    const name = ["a", "b", "c"][index] as string;
    if (run.status === 0) t.ok(recorded.includes(name), `${name} is recorded`);
    else t.match(run, { status: 2, err: /being written|was taken|was replaced/ }, `${name} is refused`);
  }
  t.equal(recorded.length, runs.filter((run) => run.status === 0).length);
  t.ok(recorded.length > 0);
});

t.test("5. a surefile that is replaced meanwhile is not overwritten", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "1" });
  await update(file, tree);
  const other = readFileSync(file);
  const late = update(file, tree, {
    onProgress() {
      rmSync(file);
      writeFileSync(file, other);
    },
  });
  await t.rejects(late, { code: "locked" });
  t.same(readFileSync(file), other);
});

t.test("5. a surefile that becomes a link meanwhile is not written to", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "1" });
  await update(file, tree);
  const before = readFileSync(file);
  const late = update(file, tree, {
    onProgress() {
      renameSync(file, join(top, "other"));
      symlinkSync("other", file);
    },
  });
  await t.rejects(late, { code: "locked" });
  t.same(readFileSync(join(top, "other")), before);
});

t.test("5. a lock has its content on the disk before it has its name", (t) => {
  const { top } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  const steps: string[] = [];
  const { fsyncSync, linkSync } = fs;
  t.teardown(() => {
    Object.assign(fs, { fsyncSync, linkSync });
    syncBuiltinESMExports();
  });
  Object.assign(fs, {
    fsyncSync(fd: number) {
      steps.push(`sync ${readFileSync(`/proc/self/fd/${fd}`, "utf8").length > 0}`);
      fsyncSync(fd);
    },
    linkSync(from: string, to: string) {
      linkSync(from, to);
      steps.push(`link ${basename(to)}`);
    },
  });
  syncBuiltinESMExports();
  lockSurefile(file).release();
  t.same(steps, ["sync true", "link 2sure.dat.gz.rsure-lock"]);
  t.end();
});

t.test("6. a file is synced before it is renamed, and its directory is synced after", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "1" });
  await update(file, tree);
  const steps: string[] = [];
  const handle = await promises.open(top);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const { sync } = prototype;
  const { rename } = promises;
  t.teardown(() => {
    prototype.sync = sync;
    promises.rename = rename;
    syncBuiltinESMExports();
  });
  prototype.sync = async function (this: typeof handle) {
    steps.push(`sync ${readlinkSync(`/proc/self/fd/${this.fd}`)}`);
    await sync.call(this);
  };
  promises.rename = async (from, to) => {
    await rename(from, to);
    steps.push(`rename ${basename(String(to))}`);
  };
  syncBuiltinESMExports();
  await update(file, tree);
  t.same(steps, [`sync ${file}.rsure-new`, "rename 2sure.bak.gz", "rename 2sure.dat.gz", `sync ${top}`]);
});

t.test("6. the old file becomes the backup by a rename, not by a copy", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  await update(file, tree);
  t.notOk(existsSync(join(top, "2sure.bak.gz")));
  const first = readFileSync(file);
  const inode = statSync(file).ino;
  writeFileSync(join(top, "2sure.bak.gz"), "an older backup");
  linkSync(join(top, "2sure.bak.gz"), join(top, "elsewhere"));
  await update(file, tree);
  t.same(readFileSync(join(top, "2sure.bak.gz")), first);
  t.equal(statSync(join(top, "2sure.bak.gz")).ino, inode, "by its name, not by a copy");
  t.equal(readFileSync(join(top, "elsewhere"), "utf8"), "an older backup", "what had the name is not written to");
  t.equal((await rsure("-f", join(top, "2sure.bak.gz"), "list")).status, 0, "a backup can be read");
});

t.test("3. after a kill at a random instant, the surefile is completely old or completely new", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  for (let i = 0; i < 400; i++) plant(tree, { [`d${i % 9}/file-${i}`]: String(i) });
  await update(file, tree);
  const whole = startRsure(["-f", file, "-d", tree, "update"]);
  const began = performance.now();
  await finished(whole);
  const usual = performance.now() - began;
  let number = (await listRevisions(file)).length;
  for (let i = 0; i < 8; i++) {
    writeFileSync(join(tree, "d1/changing"), String(i));
    const child = startRsure(["-f", file, "-d", tree, "update"]);
    const end = finished(child);
    setTimeout(() => child.kill("SIGKILL"), usual * (0.5 + (0.6 * i) / 8));
    await end;
    const now = (await listRevisions(file)).length;
    t.ok(now === number || now === number + 1, `revision ${now}`);
    number = now;
    let nodes = 0;
    for await (const _ of readSurefile(file)) nodes++;
    t.ok(nodes > 400, "readable to its end");
  }
  t.equal(
    (await rsure("-f", file, "-d", tree, "update")).status,
    0,
    "the next run is not kept out by a dead one's lock",
  );
  t.same(linesOf(await rsure("-f", file, "-d", tree, "check")), []);
  t.same(
    readdirSync(top).filter((name) => name.includes("rsure-new")),
    [],
  );
});

t.test("a signal ends the command after its cleanup", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  plant(tree, { a: "" });
  truncateSync(join(tree, "a"), 2 ** 36);
  const child = startRsure(["-f", file, "-d", tree, "--progress", "json", "scan"]);
  const end = finished(child);
  while (!existsSync(`${file}.rsure-new`)) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGTERM");
  const run = await Promise.race([
    end,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 10_000)),
  ]);
  if (!run) child.kill("SIGKILL");
  t.equal(run?.status, 143);
  t.same(readdirSync(top), ["t"]);
});

t.test("leftovers of a crash are removed", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  writeFileSync(`${file}.rsure-new`, "x");
  writeFileSync(`${file}.rsure-bak`, "x");
  await update(file, tree);
  await update(file, tree);
  // A crash between the two renames leaves surefile and backup as one file.
  rmSync(join(top, "2sure.bak.gz"));
  linkSync(file, join(top, "2sure.bak.gz"));
  await update(file, tree);
  t.same(readdirSync(top).sort(), ["2sure.bak.gz", "2sure.dat.gz", "t"]);
  execFileSync("gzip", ["-t", file]);
});

/** What this process still holds: children, pipes, and open files by number. */
const held = () => ({
  resources: process.getActiveResourcesInfo().filter((name) => /Process|Pipe|Worker|FSReq/.test(name)),
  files: readdirSync("/proc/self/fd").length,
});

/** The same, once what ends now has ended: the call that told of it counts as active. */
async function settled(): Promise<ReturnType<typeof held>> {
  for (;;) {
    const before = held();
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (held().files === before.files) return held();
  }
}

for (const kind of ["gz", "zstd", "plain"]) {
  t.test(`children, threads and open files are closed on every path: ${kind}`, async (t) => {
    if (kind === "zstd" && spawnSync("zstd", ["--version"]).error) return t.pass("no zstd command", { skip: true });
    const { top, tree } = sandbox(t);
    const suffix = kind === "plain" ? "" : `.${kind}`;
    const file = join(top, `s.dat${suffix}`);
    // Over 200 KB of text: more than fits into the pipe of a child that is not read.
    for (let i = 0; i < 3000; i++) writeFileSync(join(tree, `file-with-a-long-name-${"x".repeat(40)}-${i}`), String(i));
    const run = (...argv: string[]) => rsure("-f", file, "-d", tree, ...argv);
    t.equal((await run("scan")).status, 0);
    await run("list");
    const before = await settled();
    const after = async (what: string) => t.same(await settled(), before, what);
    for (const command of ["list", "show", "check", "update", "signoff"]) {
      await run(command);
      await after(command);
    }
    await run("-v", "17", "show");
    await after("a revision that does not exist");
    for await (const _ of readSurefile(file)) break;
    await after("a reader that stops early");
    const aborted = AbortSignal.abort();
    await t.rejects(
      record({
        place: placeOf(file),
        root: tree,
        reuse: true,
        tags: {},
        digests: ["sha1"],
        xattrs: false,
        signal: aborted,
        onProblem() {},
      }),
    );
    await after("an update that is aborted");
    const good = readFileSync(file);
    const damaged = Buffer.from(good);
    damaged[good.length >> 1] = (damaged[good.length >> 1] as number) ^ 0x41;
    writeFileSync(file, damaged);
    for (const command of ["list", "show", "check", "update", "signoff"]) {
      await run(command);
      await after(`${command} of a damaged file`);
    }
  });

  t.test(`the command ends when its work is done: ${kind}`, async (t) => {
    if (kind === "zstd" && spawnSync("zstd", ["--version"]).error) return t.pass("no zstd command", { skip: true });
    const { top, tree } = sandbox(t);
    const file = join(top, kind === "plain" ? "s.dat" : `s.dat.${kind}`);
    for (let i = 0; i < 1500; i++) writeFileSync(join(tree, `file${i}`), String(i));
    await rsure("-f", file, "-d", tree, "scan");
    for (const command of ["list", "update"]) {
      const child = startRsure(["-f", file, "-d", tree, command]);
      const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
      const { status, signal } = await finished(child);
      clearTimeout(timer);
      t.same({ status, signal }, { status: 0, signal: null }, command);
    }
  });
}

t.test("a zombie process does not hold a lock", async (t) => {
  const { top, tree } = sandbox(t);
  plant(tree, { file: "content" });
  const file = join(top, "2sure.dat.gz");
  // The shell becomes a program that waits for none of its children.
  const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "ignore"] });
  t.teardown(() => parent.kill());
  const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
  const statOf = () =>
    readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /, "")
      .split(" ");
  const lock = lockSurefile(file);
  const self = JSON.parse(readFileSync(`${file}.rsure-lock`, "utf8"));
  lock.release();
  writeFileSync(`${file}.rsure-lock`, JSON.stringify({ ...self, pid, started: statOf()[19] }));
  t.equal((await rsure("-f", file, "-d", tree, "update")).status, 2, "it lives");
  while (statOf()[0] !== "Z") await new Promise((resolve) => setTimeout(resolve, 20));
  t.equal((await rsure("-f", file, "-d", tree, "update")).status, 0, "it has ended");
});
