import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { NOT_STARTED } from "../../../src/io/attend/not-started.ts";
import { requestArgv } from "../../../src/io/attend/request.ts";
import { NO_DIRECTORY, NOT_MOUNTED } from "../../../src/io/capability.ts";
import { openLocalHost } from "../../../src/io/local-host.ts";
import { LINK_REFUSED, NOT_OWN } from "../../../src/io/untrusted.ts";
import { type Command, changer, mover, pipeline, query } from "../../../src/model/command.ts";
import { elevatedReader } from "../../../src/privilege/host.ts";
import { elevated, elevatedCommand } from "../../../src/privilege/sudo.ts";
import { until } from "../until.ts";

// A command starts in the root directory, where Node would not find tsx by its name.
const NODE = [process.execPath, `--import=${import.meta.resolve("tsx")}`, "--conditions=rdump-source"] as const;
const ATTENDANT = [...NODE, join(import.meta.dirname, "../../../../cli/src/attendant.ts")] as const;
const who = { attendant: ATTENDANT, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

/** As sudo would run it. */
function withoutSudo(command: Command): Command {
  const { argv, ...rest } = elevatedCommand(command, who);
  const [, , , program = "", ...args] = argv;
  return { ...rest, argv: [program, ...args] };
}
const host = (signal = new AbortController().signal, env: NodeJS.ProcessEnv = process.env) =>
  openLocalHost({ env, signal });

t.test("a command runs in its directory, with its environment, and reports how it ended", async (t) => {
  const script = "pwd -P; echo $TWO $LC_ALL >&2; exit 7";
  const command = mover(["sh", "-c", script], { root: true, cwd: "/proc", mounted: true, env: { TWO: "2" } });
  const result = await host().run(withoutSudo(command));
  t.match(result, { exitCode: 7, notStarted: null });
  t.equal(result.stdout.toString(), "/proc\n");
  t.equal(result.stderr.toString(), "2 C.UTF-8\n");
});

t.test("the first stage of a pipeline writes into the pipe, and ends with rdump", async (t) => {
  const stop = new AbortController();
  const to = join(t.testdir({}), "to");
  const sender = mover(["sh", "-c", "echo begun; exec sleep 60"], { root: true });
  const receiver = changer(["sh", "-c", `cat > '${to}'`]);
  const step = pipeline([
    { name: "send", command: withoutSudo(sender) },
    { name: "receive", command: receiver },
  ]);
  const sending = host(stop.signal).run(step);
  await until(() => existsSync(to) && readFileSync(to, "utf8") === "begun\n");
  stop.abort();
  t.match(await sending, { stopped: true, stage: "send", stages: [{ exitCode: 130 }, { exitCode: 0 }] });
});

t.test("a failed start is reported in the same way with and without an attendant", async (t) => {
  const start = (argv: readonly [string], details = {}) =>
    host().run(withoutSudo(mover(argv, { root: true, ...details })));
  t.match(await start(["/nowhere/at-all"]), { exitCode: 126, notStarted: "ENOENT" });
  t.match(await start(["true"], { cwd: "/tmp/..", mounted: true }), { exitCode: 126, notStarted: NOT_MOUNTED });
});

t.test("a secret is passed over standard input, and is in no argument and no environment variable", async (t) => {
  const pass = join(t.testdir({ pass: "tops3cret" }), "pass");
  const script = "cat <&3; tr '\\0' '\\n' < /proc/$$/environ; cat /proc/$PPID/cmdline";
  const command = withoutSudo(mover(["sh", "-c", script], { root: true, descriptors: { 3: pass } }));
  const { stdout } = await host().run(command);
  t.equal(stdout.toString().split("tops3cret").length, 2, "once, where it was asked for");
  t.ok(stdout.toString().startsWith("tops3cret"));
});

t.test("a command does not inherit the shielded variables from the attendant", async (t) => {
  const command = withoutSudo(mover(["env"], { root: true }));
  const argv = ["env", "BORG_REPO=x", "TZ=Asia/Tokyo", "OTHER=y", ...command.argv] as const;
  const io = openLocalHost({ env: process.env, signal: new AbortController().signal, shielded: ["BORG_*"] });
  const { stdout } = await io.run({ ...command, argv });
  const lines = stdout.toString().split("\n");
  t.ok(lines.includes("OTHER=y") && lines.includes("TZ=UTC"));
  t.notOk(lines.includes("BORG_REPO=x"));
});

t.test("a stop ends the command by an interrupt", async (t) => {
  const stop = new AbortController();
  const directory = t.testdir();
  const script = `trap 'touch ${directory}/interrupted; exit 3' INT; touch ${directory}/begun; while :; do sleep 0.1; done`;
  const running = host(stop.signal).run(withoutSudo(mover(["sh", "-c", script], { root: true })));
  while (!existsSync(join(directory, "begun"))) await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  t.match(await running, { exitCode: 3, stopped: true });
  t.ok(existsSync(join(directory, "interrupted")));
});

t.test(
  "the attendant opens the directories of a command itself, and follows no link that another user can replace",
  async (t) => {
    const root = mkdtempSync(join(tmpdir(), "rdump-attend-"));
    t.teardown(() => rmSync(root, { recursive: true, force: true }));
    const [real, link] = [join(root, "real"), join(root, "link")];
    mkdirSync(real);
    writeFileSync(join(real, "mark"), "seen");
    symlinkSync(real, link);
    const start = (script: string, details: object) =>
      host().run(withoutSudo(mover(["sh", "-c", script], { root: true, ...details })));
    const both = { cwd: real, directories: { 3: real } };
    t.match(await start("cat mark /proc/self/fd/3/mark", both), { stdout: Buffer.from("seenseen") });
    const pass = { descriptors: { 3: join(real, "mark") }, directories: { 4: real } };
    t.match(await start("cat <&3; cat /proc/self/fd/4/mark", pass), { stdout: Buffer.from("seenseen") });
    t.match(await start("true", { cwd: link }), { notStarted: LINK_REFUSED });
    t.match(await start("true", { directories: { 3: link } }), { notStarted: LINK_REFUSED });
    t.match(await start("true", { cwd: join(root, "none") }), { notStarted: NO_DIRECTORY });

    const attend = (request: Parameters<typeof requestArgv>[0]) =>
      host().query(query([...ATTENDANT, ...requestArgv(request)]));
    const written = await attend({ do: "write", path: join(link, "new"), mode: 0o644, content: "x" });
    t.match(String(written.stderr), /link is a symbolic link/);
    t.notOk(existsSync(join(real, "new")));
    const looked = await attend({ do: "look", what: "read", path: join(link, "mark"), most: 99 });
    t.match(NOT_STARTED.untrustedIn(looked.stderr), { code: LINK_REFUSED, message: /Every user can write to/ });
    const own = await attend({ do: "look", what: "read-own", path: link, most: 99 });
    t.match(NOT_STARTED.untrustedIn(own.stderr), { code: NOT_OWN, message: "it is a symbolic link" });
  },
);

t.test("the attendant reads and writes files for its caller", async (t) => {
  const directory = t.testdir({ file: "12345", link: t.fixture("symlink", "file") });
  const refused = Object.assign(new Error("EACCES"), { code: "EACCES" });
  const no = () => Promise.reject(refused);
  const plain = host();
  const blind = {
    ...plain,
    ...{ lstat: no, realpath: no, readFile: no, names: no },
    query: (command: Command) => {
      const [, , , program = "", ...args] = command.argv;
      return plain.query(query([program, ...args]));
    },
  };
  const io = elevatedReader(blind, who);
  t.match(await io.lstat(join(directory, "link")), { kind: "symlink" });
  t.equal(await io.lstat(join(directory, "none")), null);
  t.equal(await io.realpath(join(directory, "link")), join(directory, "file"));
  t.equal((await io.readFile(join(directory, "file"), 5))?.toString(), "12345");
  t.equal(await io.readFile(join(directory, "none"), 5), null);
  await t.rejects(io.readFile(join(directory, "file"), 4), /larger than 4 bytes/);
  t.strictSame((await io.names(directory, 9))?.map(String).sort(), ["file", "link"]);
  await t.rejects(io.realpath("/proc/1/cwd"), refused, "other users' processes are not asked about");

  const path = join(directory, "file");
  const [program, ...args] = [...ATTENDANT, ...requestArgv({ do: "write", path, mode: 0o640, content: "new" })];
  writeFileSync(path, "old");
  t.match(await plain.run(mover([program ?? "", ...args])), { exitCode: 0 });
  t.equal(readFileSync(path, "utf8"), "new");
  t.equal(statSync(path).mode & 0o777, 0o640);
});

t.test("the attendant writes only into the directory that its caller holds", async (t) => {
  const directory = t.testdir({ file: "old" });
  const { dev, ino } = statSync(directory, { bigint: true });
  const path = join(directory, "file");
  const write = async (inode: bigint) => {
    const expected = { [directory]: { device: Number(dev), inode: inode.toString() } };
    const step = { do: "write", path, mode: 0o640, content: "new", root: true, expected } as const;
    const elevatedStep = elevated(step, who);
    if (elevatedStep.do !== "run") throw new Error("no command");
    const [, , , program = "", ...args] = elevatedStep.argv;
    return host().run({ ...elevatedStep, argv: [program, ...args] });
  };
  t.match(await write(ino + 1n), { exitCode: 1, stderr: /another directory is in its place now/ });
  t.equal(readFileSync(path, "utf8"), "old");
  t.match(await write(ino), { exitCode: 0 });
  t.equal(readFileSync(path, "utf8"), "new");
});
