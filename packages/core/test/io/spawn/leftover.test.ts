import { existsSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { openLocalHost } from "../../../src/io/local-host.ts";
import { signalProcess } from "../../../src/io/spawn/stop.ts";
import { changer, mover, query } from "../../../src/model/command.ts";
import { until } from "../until.ts";

const calm = new AbortController().signal;
const host = (signal = calm) => openLocalHost({ env: process.env, signal });

t.test("background processes of a command are not awaited", async (t) => {
  const pids: number[] = [];
  t.teardown(() => {
    for (const pid of pids) signalProcess(pid, "SIGKILL");
  });
  const script = "setsid sleep 30 & echo $!; exit 0";
  const io = openLocalHost({ env: process.env, signal: calm, longest: 10_000 });
  for (const command of [
    mover(["bash", "-c", script]),
    query(["bash", "-c", script]),
    changer(["bash", "-c", script]),
  ]) {
    const result = await io.run(command);
    t.match(result, { exitCode: 0, signal: null, stopped: false, overflow: false });
    t.notOk("outOfTime" in result);
    t.ok(result.milliseconds < 9_000, `${command.nature}: ${result.milliseconds} ms`);
    pids.push(Number(result.stdout.toString()));
    t.ok(Number(pids.at(-1)) > 0, "what it printed itself is there");
  }
});

t.test("a stop after the end of a command is not a stop, and sends no signal", async (t) => {
  const directory = t.testdir({});
  const [ended, hit] = [join(directory, "ended"), join(directory, "hit")];
  const stop = new AbortController();
  const io = host(stop.signal);
  const left = `trap 'touch ${hit}' INT TERM; for each in 1 2 3 4 5 6 7 8; do sleep 0.5; done`;
  const running = io.run(mover(["bash", "-c", `(${left}) & touch '${ended}'; exit 0`]));
  await until(() => existsSync(ended));
  setTimeout(() => stop.abort(), 500);
  t.match(await running, { exitCode: 0, signal: null, stopped: false });
  t.notOk(existsSync(hit));
});

t.test("output of background processes is read for a limited time", async (t) => {
  const lines: string[] = [];
  const left = "for each in 1 2 3; do sleep 1; echo $each; done; sleep 30";
  const result = await host().run(mover(["bash", "-c", `(${left}) & exit 3`]), {
    stdout: (line) => lines.push(line.toString()),
  });
  t.match(result, { exitCode: 3, stopped: false });
  t.strictSame(lines, ["1", "2", "3"]);
});

t.test("the output before the end of a command is complete, even if rdump was busy at its end", async (t) => {
  const running = host().run(mover(["bash", "-c", "sleep 30 & head -c 60000 /dev/zero; echo $! >&2"]));
  setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000), 1);
  const { exitCode, stdout, stderr } = await running;
  signalProcess(Number(stderr.toString()), "SIGKILL");
  t.match({ exitCode, bytes: stdout.length }, { exitCode: 0, bytes: 60_000 });
});

for (const deaf of ["INT", "INT TERM"]) {
  t.test(`children of a stopped command are ended too, even if they ignore ${deaf}`, async (t) => {
    const directory = t.testdir({});
    const [begun, lived] = [join(directory, "begun"), join(directory, "lived")];
    const stop = new AbortController();
    const script = `(trap '' ${deaf}; touch '${begun}'; sleep 5; touch '${lived}') & wait`;
    const running = host(stop.signal).run(mover(["bash", "-c", script]));
    await until(() => existsSync(begun));
    stop.abort();
    t.match(await running, { signal: "SIGINT", stopped: true });
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    t.notOk(existsSync(lived));
  });
}
