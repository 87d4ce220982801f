import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { NO_DIRECTORY, NOT_MOUNTED } from "../../src/io/capability.ts";
import { LineSplitter, Tail } from "../../src/io/lines.ts";
import { openLocalHost, openLocalReader } from "../../src/io/local-host.ts";
import { localProcesses } from "../../src/io/process-table.ts";
import { changer, mover, query } from "../../src/model/command.ts";
import { until } from "./until.ts";

const calm = new AbortController().signal;
const host = (env: NodeJS.ProcessEnv = process.env, signal = calm, shielded: readonly string[] = []) =>
  openLocalHost({ env, signal, shielded });

t.test("an exit status, a signal and a missing program are all results, never exceptions", async (t) => {
  const io = host();
  t.match(await io.run(mover(["sh", "-c", "echo out; echo err >&2; exit 3"])), {
    exitCode: 3,
    signal: null,
    notStarted: null,
    stdout: Buffer.from("out\n"),
    stderr: Buffer.from("err\n"),
  });
  t.match(await io.run(mover(["sh", "-c", "kill -9 $$"])), { exitCode: null, signal: "SIGKILL", stopped: false });
  t.match(await io.run(mover(["/nowhere/at-all"])), { exitCode: null, notStarted: "ENOENT" });
  t.match(await io.run(mover(["true"], { cwd: "/nowhere" })), { notStarted: NO_DIRECTORY });
  t.match(await io.run(mover(["true"], { cwd: "/nowhere", mounted: true })), { notStarted: NOT_MOUNTED });
  t.match(await io.run(mover(["true"], { cwd: "/tmp/..", mounted: true })), { notStarted: NOT_MOUNTED });
  for (const [directory, notStarted] of [
    ["/proc", null],
    ["/tmp/..", NOT_MOUNTED],
  ] as const) {
    const handed = mover(["true"], { mounted: 3, directories: { 3: directory } });
    t.match(await io.run(handed), { notStarted }, `a handed directory: ${directory}`);
  }
  const within = await io.query(query(["pwd", "-P"], { cwd: "/proc", mounted: true }));
  t.equal(within.stdout.toString(), "/proc\n");
});

t.test("no variable of the user changes a driven tool, and output has a fixed language and time zone", async (t) => {
  const env = {
    PATH: "/usr/bin",
    HOME: "/h",
    BORG_REPO: "x",
    RSYNC_RSH: "y",
    LANG: "de_DE",
    LC_TIME: "z",
    TZ: "Asia/Tokyo",
    EXACT: "e",
    EXACTLY: "f",
  };
  const io = host(env, calm, ["BORG_*", "RSYNC_*", "EXACT"]);
  const { stdout } = await io.query(query(["env", "-0"], { env: { BORG_CACHE_DIR: "/c" } }));
  const byTheTestRunner = /^(NODE_OPTIONS|NODE_V8_COVERAGE|_TAPJS_)/;
  const lines = stdout
    .toString()
    .split("\0")
    .filter((line) => line !== "" && !byTheTestRunner.test(line))
    .sort();
  t.strictSame(lines, [
    "BORG_CACHE_DIR=/c",
    "EXACTLY=f",
    "HOME=/h",
    "LC_ALL=C.UTF-8",
    "PATH=/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin",
    "TZ=UTC",
  ]);
});

t.test("a reader can only query", async (t) => {
  const io = openLocalReader({ env: process.env, signal: calm });
  t.notOk("run" in io);
  await t.rejects(io.query(mover(["true"])), /not a query/);
  await t.rejects(io.query(changer(["true"])), /not a query/);
});

t.test("the file of a secret is passed as a descriptor number", async (t) => {
  const path = join(t.testdir({ pass: "tops3cret" }), "pass");
  const result = await host().run(mover(["sh", "-c", "cat <&3"], { descriptors: { 3: path } }));
  t.equal(result.stdout.toString(), "tops3cret");
  t.match(await host().run(mover(["true"], { descriptors: { 3: "/nowhere" } })), { notStarted: /ENOENT/ });
});

t.test("too much output ends the command and is reported", async (t) => {
  const result = await host().query(query(["sh", "-c", "yes | head -c 3000000"]), { maxOutput: 100_000 });
  t.ok(result.overflow);
  t.ok(result.stdout.length <= 100_000);
});

t.test("after a stop, readers and movers are ended and changers run to their end", async (t) => {
  const stop = new AbortController();
  const io = host(process.env, stop.signal);
  const reading = io.run(mover(["sleep", "30"]));
  const changing = io.run(changer(["sh", "-c", "sleep 0.4; echo done"]));
  setTimeout(() => stop.abort(), 100);
  t.match(await reading, { exitCode: null, signal: "SIGINT", stopped: true });
  t.match(await changing, { exitCode: 0, stopped: false, stdout: Buffer.from("done\n") });
});

t.test("a command that exceeds its time limit is ended, but never a changer", async (t) => {
  const io = openLocalHost({ env: process.env, signal: calm, longest: 200 });
  const [mine, own, changing, quick] = await Promise.all([
    io.run(mover(["sleep", "30"])),
    io.query(query(["sleep", "30"], { timeout: 0.3 })),
    io.run(changer(["sh", "-c", "sleep 0.5; echo done"])),
    io.run(mover(["true"])),
  ]);
  t.match(mine, { signal: "SIGINT", stopped: true, outOfTime: 200 });
  t.match(own, { signal: "SIGINT", stopped: true, outOfTime: 300 });
  t.match(changing, { exitCode: 0, stopped: false, stdout: Buffer.from("done\n") });
  t.match(quick, { exitCode: 0, stopped: false });
  t.notOk("outOfTime" in quick || "outOfTime" in changing);
});

t.test("a limit of a month does not become a limit of zero in a timer of Node", async (t) => {
  const io = openLocalHost({ env: process.env, signal: calm, longest: 30 * 86_400_000 });
  t.match(await io.run(mover(["sleep", "0.2"])), { exitCode: 0, stopped: false });
});

t.test("after a second stop, commands that ignored the first signal are killed", async (t) => {
  const stop = new AbortController();
  const hurry = new AbortController();
  const io = openLocalHost({ env: process.env, signal: stop.signal, hurry: hurry.signal });
  const ready = new Promise<void>((resolve) => setTimeout(resolve, 300));
  const reading = io.run(mover(["sh", "-c", "trap '' INT; sleep 60 & wait; sleep 60"]));
  await ready;
  stop.abort();
  hurry.abort();
  t.match(await reading, { exitCode: null, stopped: true, signal: /SIGTERM|SIGKILL/ });
});

t.test("only changers are reported, when they start and when they end", async (t) => {
  const reported: string[] = [];
  const io = openLocalHost({
    env: process.env,
    signal: calm,
    changers: {
      began: async ({ pid, startTime, argv }) => {
        t.equal(localProcesses.statOf(pid)?.startTime, startTime);
        reported.push(`began ${argv.join(" ")}`);
      },
      ended: async (pid) => void reported.push(`ended ${pid > 0}`),
    },
  });
  await io.run(mover(["true"]));
  await io.query(query(["true"]));
  await io.run(changer(["/nowhere/at-all"]));
  await io.run(changer(["sleep", "0.1"]));
  t.strictSame(reported, ["began sleep 0.1", "ended true"]);
});

t.test("when rdump is killed, readers and movers end with it, and changers run to their end", async (t) => {
  const directory = t.testdir({});
  const program = `
    import { openLocalHost } from ${JSON.stringify(new URL("../../src/io/local-host.ts", import.meta.url).href)};
    import { changer, mover, query } from ${JSON.stringify(new URL("../../src/model/command.ts", import.meta.url).href)};
    const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
    const script = (name) => ["sh", "-c", 'echo $$ > "$1"; sleep 3; echo lived > "$1.lived"', "-", ${JSON.stringify(directory)} + "/" + name];
    io.query(query(script("query")));
    io.run(mover(script("mover")));
    io.run(changer(script("changer")));
  `;
  const args = ["--import=tsx", "--conditions=rdump-source", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const names = ["query", "mover", "changer"];
  const there = (name: string) => existsSync(join(directory, name)) && statSync(join(directory, name)).size > 0;
  await until(() => names.every(there));
  child.kill("SIGKILL");
  await until(() => there("changer.lived"));
  t.strictSame(
    names.filter((name) => there(`${name}.lived`)),
    ["changer"],
  );
});

t.test("a changer that prints after rdump was killed gets no broken pipe", async (t) => {
  const directory = t.testdir({});
  const [begun, lived] = [join(directory, "begun"), join(directory, "lived")];
  const script = `touch '${begun}'; sleep 2; echo out; echo err >&2; echo more && touch '${lived}'`;
  const program = `
    import { openLocalHost } from ${JSON.stringify(new URL("../../src/io/local-host.ts", import.meta.url).href)};
    import { changer } from ${JSON.stringify(new URL("../../src/model/command.ts", import.meta.url).href)};
    const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
    io.run(changer(["bash", "-c", ${JSON.stringify(script)}]));
  `;
  const args = ["--import=tsx", "--conditions=rdump-source", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  await until(() => existsSync(begun));
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  const deadline = Date.now() + 15_000;
  await until(() => existsSync(lived) || Date.now() > deadline);
  t.ok(existsSync(lived));
});

t.test("the output of a changer is read like the output of any command", async (t) => {
  const io = host();
  const lines: string[] = [];
  const script = "echo out; echo err >&2; exit 3";
  const words = { exitCode: 3, stdout: Buffer.from("out\n"), stderr: Buffer.from("err\n"), overflow: false };
  t.match(await io.run(changer(["sh", "-c", script])), words);
  const heard = await io.run(changer(["sh", "-c", script]), { stdout: (line) => lines.push(line.toString()) });
  t.match(heard, { ...words, stdout: Buffer.alloc(0) });
  t.strictSame(lines, ["out"]);
  const much = await io.run(changer(["sh", "-c", "yes | head -c 17000000; yes | head -c 100000 >&2; echo last >&2"]));
  t.match(much, { exitCode: 0, signal: null, overflow: true });
  t.ok(much.stdout.length <= 16 * 1024 * 1024);
  t.equal(much.stderr.length, 64 * 1024);
  t.match(much.stderr.toString(), /last\n$/);
});

t.test("lines are reported while the command prints them", async (t) => {
  const lines: string[] = [];
  const result = await host().run(mover(["printf", "a\\nb\\rc\\r\\n\\nlast"]), {
    stdout: (line) => lines.push(line.toString()),
  });
  t.strictSame(lines, ["a", "b", "c", "last"]);
  t.equal(result.stdout.length, 0);
});

t.test("a line without an end uses no memory, and the tail is the last part of the output", (t) => {
  const lines: number[] = [];
  const splitter = new LineSplitter((line) => lines.push(line.length));
  for (let i = 0; i < 100; i++) splitter.push(Buffer.alloc(10_000, "x"));
  splitter.push(Buffer.from("\nnext\n"));
  t.strictSame(lines, [64 * 1024, 4]);

  const tail = new Tail(10);
  for (const digit of "0123456789abcdefghijklmnopqrstuvwxyz") tail.push(Buffer.from(digit));
  t.equal(tail.bytes().toString(), "qrstuvwxyz");
  t.end();
});

t.test("a small file is replaced as a whole, with its mode, and a failure is a result", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "rdump-io-"));
  t.teardown(() => import("node:fs").then((fs) => fs.rmSync(directory, { recursive: true })));
  const path = join(directory, "mark");
  writeFileSync(path, "old");
  t.match(await host().run({ do: "write", path, content: "new", mode: 0o640 }), { exitCode: 0 });
  t.equal(readFileSync(path, "utf8"), "new");
  t.equal(statSync(path).mode & 0o777, 0o640);
  const failed = await host().run({ do: "write", path: join(directory, "no", "x"), content: "", mode: 0o600 });
  t.match(failed, { exitCode: 1 });
  t.match(failed.stderr.toString(), /ENOENT/);
});

t.test("reading files: a missing file is null, and other objects than files are refused", async (t) => {
  const io = host();
  const directory = t.testdir({ file: "12345", link: t.fixture("symlink", "file") });
  t.match(await io.lstat(join(directory, "link")), { kind: "symlink" });
  t.match(await io.lstat(join(directory, "file")), { kind: "file", size: 5 });
  t.equal(await io.lstat(join(directory, "none")), null);
  t.equal(await io.lstat(join(directory, "file", "below")), null);
  t.equal((await io.readFile(join(directory, "file"), 5))?.toString(), "12345");
  await t.rejects(io.readFile(join(directory, "file"), 4), /larger than 4 bytes/);
  await t.rejects(io.readFile("/dev/zero", 4), /not a regular file/);
  t.strictSame((await io.names(directory, 10))?.map(String).sort(), ["file", "link"]);
  t.equal((await io.names(directory, 1))?.length, 1);
  t.equal(await io.names(join(directory, "none"), 1), null);
});
