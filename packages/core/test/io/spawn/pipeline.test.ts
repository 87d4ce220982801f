import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { LineListener } from "../../../src/io/capability.ts";
import { commandResult } from "../../../src/io/command-result.ts";
import { type LocalHostOptions, openLocalHost } from "../../../src/io/local-host.ts";
import { culpritOf } from "../../../src/io/spawn/culprit.ts";
import {
  type Command,
  changer,
  mover,
  type Pipeline,
  pipeline,
  type StreamCounter,
} from "../../../src/model/command.ts";
import { elevated } from "../../../src/privilege/sudo.ts";
import { lastOutput } from "../../../src/provider/last-output.ts";
import { stepText } from "../../../src/render/command.ts";
import { until } from "../until.ts";

const calm = new AbortController().signal;
const COUNTER: StreamCounter = { pattern: "^at (\\d+)$", stall: 600 };

function of(commands: readonly [Command, Command, ...Command[]], counter: StreamCounter | null = null): Pipeline {
  const named = commands.map((command) => ({ name: command.argv[0], command }));
  return pipeline(named as unknown as Pipeline["stages"], counter);
}

function run(step: Pipeline, listener?: LineListener, options: Partial<LocalHostOptions> = {}) {
  return openLocalHost({ env: process.env, signal: calm, ...options }).run(step, listener);
}

const sh = (script: string) => ["sh", "-c", script] as const;
/** By their inodes: files of other tests in this process can close theirs at any time. */
const openPipes = (): ReadonlySet<string> =>
  new Set(
    readdirSync("/proc/self/fd").flatMap((fd) => {
      try {
        const file = readlinkSync(`/proc/self/fd/${fd}`);
        return /^(pipe|socket):/.test(file) ? [file] : [];
      } catch {
        return [];
      }
    }),
  );

t.test("bytes pass from stage to stage without loss, and rdump keeps no end of a pipe", async (t) => {
  const from = join(t.testdir({}), "from");
  const bytes = Buffer.alloc(5_000_000, "a line of text\n");
  writeFileSync(from, bytes);
  const warm = of([mover(["true"]), mover(["cat"])]);
  await run(warm);
  const before = openPipes();
  const result = await run(of([mover(["cat", from]), mover(["cat"]), changer(["sha256sum"])]));
  t.match(result, {
    exitCode: 0,
    stage: "sha256sum",
    stages: [
      { name: "cat", exitCode: 0 },
      { name: "cat", exitCode: 0 },
      { name: "sha256sum", exitCode: 0 },
    ],
  });
  t.equal(result.stdout.toString().split(" ")[0], createHash("sha256").update(bytes).digest("hex"));
  t.strictSame(
    [...openPipes()].filter((each) => !before.has(each)),
    [],
  );
  t.strictSame(
    readdirSync("/dev/shm").filter((name) => name.startsWith("rdump-pipe-")),
    [],
  );
});

t.test("stages are joined by pipes that block", async (t) => {
  const look = "readlink /proc/self/fd/0 >&2; grep ^flags /proc/self/fdinfo/0 >&2; cat >/dev/null";
  const { stderr } = await run(of([mover(["sleep", "0.1"]), changer(sh(look))]));
  const [link = "", flags = ""] = stderr.toString().split("\n");
  t.notMatch(link, /^socket/);
  const O_NONBLOCK = 0o4000;
  t.equal(Number.parseInt(flags.split("\t")[1] ?? "", 8) & O_NONBLOCK, 0, flags);
});

t.test("the error names the stage that caused it", async (t) => {
  const last = await run(of([mover(["yes"]), mover(["cat"]), changer(sh("echo full >&2; exit 4"))]));
  t.match(last, { exitCode: 4, stage: "sh", stopped: false });
  t.equal(lastOutput(last), "sh: full (exit status 4)");
  t.match(last.stages, [{ signal: "SIGPIPE" }, {}, { exitCode: 4 }]);
  const first = await run(of([mover(sh("echo lost >&2; exit 3")), changer(sh("cat; echo half >&2; exit 5"))]));
  t.equal(lastOutput(first), "sh: lost (exit status 3)");
  t.match(first.stages, [{ exitCode: 3 }, { exitCode: 5 }]);
  const missing = await run(of([mover(sh("exit 0")), changer(["/nowhere/receive"])]));
  t.match(missing, { notStarted: "ENOENT", stage: "/nowhere/receive", stages: [] });
  const unplaced = await run(of([mover(["cat", "/dev/zero"], { cwd: "/nowhere" }), changer(sh("cat; exit 1"))]));
  t.match(unplaced, { notStarted: "ENODIRECTORY", stage: "cat" });
});

t.test("a stage that only lost its reader is not the cause", (t) => {
  const culprit = (...stages: readonly Parameters<typeof commandResult>[0][]) =>
    culpritOf(stages.map((changes) => ({ name: "s", ...commandResult(changes) })));
  const broken = { stderr: Buffer.from("warning: cannot send 'a@b': Broken pipe\n"), exitCode: 1 };
  const full = { exitCode: 1, stderr: Buffer.from("out of space") };
  for (const lost of [{ exitCode: null, signal: "SIGPIPE" }, { exitCode: 141 }, broken]) {
    t.equal(culprit(lost, full), 1);
    t.equal(culprit(lost, lost, full), 2);
    t.equal(culprit(lost, {}), 0, "the reader ended too early");
  }
  t.equal(culprit({ exitCode: 2 }, full), 0);
  t.equal(culprit({ exitCode: 2 }, { exitCode: null, notStarted: "ENOENT" }), 1);
  t.equal(culprit(full, { exitCode: null, signal: "SIGINT", stopped: true }), 1);
  t.equal(culprit({}, {}), 1);
  t.end();
});

t.test("an interrupt ends the sender, and the receiver ends with its input", async (t) => {
  const to = join(t.testdir({}), "to");
  const stop = new AbortController();
  const receiving = run(
    of([mover(sh("echo begun; exec sleep 60")), changer(sh(`cat > '${to}'; echo end`))]),
    undefined,
    {
      signal: stop.signal,
    },
  );
  await until(() => existsSync(to) && readFileSync(to, "utf8") !== "");
  stop.abort();
  t.match(await receiving, { stopped: true, stage: "sh", stages: [{ signal: "SIGINT" }, { exitCode: 0 }] });
  t.equal(readFileSync(to, "utf8"), "begun\n");
});

t.test("the bytes are counted, and a stream that moves nothing is ended", async (t) => {
  const moved: number[] = [];
  const listener = { moved: (bytes: number) => moved.push(bytes) };
  const counting = "for n in 1 2 3; do echo at $n >&2; sleep 0.3; done; echo at 3 >&2";
  // Long enough for the start of programs on a loaded machine.
  const patient = { ...COUNTER, stall: 2 };
  t.match(await run(of([mover(sh(counting)), changer(["cat"])], patient), listener), { exitCode: 0 });
  t.strictSame(moved, [1, 2, 3]);
  const stuck = await run(of([mover(sh("while echo at 7 >&2; do sleep 0.1; done")), changer(["cat"])], patient));
  t.match(stuck, { stalled: 2, stopped: true, stages: [{ signal: "SIGINT" }, { exitCode: 0 }] });
  t.equal(lastOutput(stuck), "sh: it moved nothing for 2s (limits.stall) and was ended");
  const late = await run(of([mover(sh("echo at 1 >&2")), changer(sh("cat; sleep 2.5"))], patient));
  t.match(late, { exitCode: 0, stopped: false, stalled: undefined }, "the receiver may work after the last byte");
});

t.test("the sender dies with rdump, and the receiver ends by itself", async (t) => {
  const directory = t.testdir({});
  const [begun, ended] = [join(directory, "begun"), join(directory, "ended")];
  const source = (path: string) => JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href);
  const program = `
    import { openLocalHost } from ${source("io/local-host.ts")};
    import { changer, mover, pipeline } from ${source("model/command.ts")};
    const io = openLocalHost({ env: process.env, signal: new AbortController().signal });
    const sender = mover(["cat", "/dev/zero"]);
    const receiver = changer(["sh", "-c", "touch '${begun}'; cat >/dev/null; echo told; touch '${ended}'"]);
    io.run(pipeline([{ name: "send", command: sender }, { name: "receive", command: receiver }]));
  `;
  const args = ["--import=tsx", "--conditions=rdump-source", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  await until(() => existsSync(begun));
  child.kill("SIGKILL");
  await until(() => existsSync(ended));
  t.ok(existsSync(ended));
});

t.test("a pipeline is shown as one line, and each stage gets the privilege that it needs", (t) => {
  const sender = mover(["zfs", "send", "-i", "#a b", "p/x@c"], { root: true });
  const step = of([sender, mover(["zstd"]), changer(["zfs", "receive", "q/x"], { root: true })]);
  t.equal(stepText(step), "zfs send -i '#a b' p/x@c | zstd | zfs receive q/x");
  const sudo = { attendant: ["node", "attendant.js"], uid: 1, gid: 1 } as const;
  t.equal(
    stepText(elevated(step, sudo)),
    "sudo -n -- node attendant.js run -- zfs send -i '#a b' p/x@c | zstd | sudo -n -- zfs receive q/x",
  );
  const attended = of([sender, changer(["cat"])]);
  t.throws(() => elevated({ ...attended, stages: [attended.stages[0], attended.stages[0]] }, sudo), /attendant/);
  t.throws(() => of([changer(["zfs"]), changer(["zfs"])]), /not a mover/);
  t.throws(() => of([sender, changer(["zfs"]), mover(["cat"])]), /only the last/);
  t.end();
});
