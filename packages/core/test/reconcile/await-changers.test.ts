import { spawn } from "node:child_process";
import t from "tap";
import { thisProcess } from "../../src/io/process-identity.ts";
import { localProcesses } from "../../src/io/process-table.ts";
import type { ApplyEvent } from "../../src/model/apply-event.ts";
import type { DeadRun } from "../../src/model/dead-run.ts";
import { awaitChangers, liveChangers } from "../../src/reconcile/await-changers.ts";

const { host, bootId, pidNamespace } = thisProcess.own();

function deadWith(
  pid: number,
  rest: Partial<DeadRun> = {},
  startTime = localProcesses.statOf(pid)?.startTime ?? "",
): DeadRun {
  const changers = [{ pid, startTime, argv: ["umount", "/x"] }];
  return { run: "R1", path: "", began: "", host, bootId, pidNamespace, scopes: [], intents: [], changers, ...rest };
}

t.test("rdump waits for a command of a dead run, and names it", async (t) => {
  const child = spawn("sleep", ["1"], { stdio: "ignore" });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const dead = deadWith(child.pid ?? 0);
  const events: ApplyEvent[] = [];
  t.equal(liveChangers([dead], thisProcess).length, 1);
  t.ok(await awaitChangers([dead], thisProcess, new AbortController().signal, (event) => events.push(event)));
  t.match(events, [{ type: "changer-awaited", run: "R1", pid: child.pid, argv: ["umount", "/x"] }]);
  t.equal(events.length, 1);
  await gone;
});

t.test("a process that cannot be examined counts as running", (t) => {
  t.equal(liveChangers([deadWith(process.pid, { pidNamespace: "pid:[1]" }, "1")], thisProcess).length, 1);
  t.equal(
    liveChangers([deadWith(process.pid, { pidNamespace: null }, "1")], thisProcess).length,
    0,
    "an older version's",
  );
  t.end();
});

t.test("a stop ends the wait, and another process with the same number is not awaited", async (t) => {
  const calm = new AbortController().signal;
  t.notOk(await awaitChangers([deadWith(process.pid)], thisProcess, AbortSignal.abort(), () => {}));
  for (const [what, dead] of [
    ["a number that was used again", deadWith(process.pid, {}, "1")],
    ["another boot", deadWith(process.pid, { bootId: "before" })],
    ["a journal without a head", deadWith(process.pid, { host: null, bootId: null })],
  ] as const) {
    t.ok(await awaitChangers([dead], thisProcess, calm, () => t.fail(what)), what);
  }
});
