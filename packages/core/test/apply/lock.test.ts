import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import t from "tap";
import { breakLock, readLock, takeLock } from "../../src/apply/lock.ts";
import { thisProcess } from "../../src/io/process-identity.ts";
import { failing } from "../failing.ts";

const calm = new AbortController().signal;
const request = (stateDir: string, run: string, wait = 0) => ({
  stateDir,
  identity: thisProcess,
  run,
  since: "2026-11-22T12:00:00Z",
  wait,
  signal: calm,
});

t.test("one run at a time: the second reports the holder of the lock", async (t) => {
  const state = t.testdir({});
  const lock = await takeLock(request(state, "R1"));
  t.match(JSON.parse(readFileSync(join(state, "lock"), "utf8")), { run: "R1", pid: process.pid, host: hostname() });
  await t.rejects(
    takeLock(request(state, "R2")),
    failing({ code: "lock-held", detail: new RegExp(`Run R1 \\(process ${process.pid} on ${hostname()}`) }),
  );
  await lock.release();
  t.notOk(existsSync(join(state, "lock")));
  await (await takeLock(request(state, "R3"))).release();
  t.strictSame(readdirSync(state), [], "nothing is left behind");
});

t.test("waiting ends when the other run ends", async (t) => {
  const state = t.testdir({});
  const lock = await takeLock(request(state, "R1"));
  const waiting = takeLock(request(state, "R2", 10_000));
  setTimeout(() => lock.release(), 50);
  await (await waiting).release();
  t.pass();
});

t.test("a lock is broken only when its holder is provably dead", async (t) => {
  const own = thisProcess.own();
  const holder = (change: object) => `${JSON.stringify({ run: "OLD", since: "x", ...own, ...change })}\n`;
  const gone = spawn("true");
  await new Promise((resolve) => gone.once("exit", resolve));
  for (const [what, change, dead] of [
    ["this very process", {}, false],
    ["a process that ended", { pid: gone.pid }, true],
    ["a pid that was used again", { startTime: "1" }, true],
    ["another boot", { bootId: "another" }, true],
    ["another host", { host: "elsewhere", pid: gone.pid }, false],
    ["a pid of another namespace", { pidNamespace: "pid:[1]", pid: gone.pid }, false],
    ["an older version's, which names no namespace", { pidNamespace: undefined, pid: gone.pid }, true],
    ["another boot of another host", { host: "elsewhere", bootId: "another" }, false],
  ] as const) {
    const state = t.testdir({ lock: holder(change) });
    if (dead)
      await t.resolves(
        takeLock(request(state, "NEW")).then((lock) => lock.release()),
        what,
      );
    else {
      const remedy = "host" in change || "pidNamespace" in change ? /rdump unlock OLD$/ : /interrupt its process\.$/;
      await t.rejects(takeLock(request(state, "NEW")), failing({ code: "lock-held", detail: remedy }), what);
    }
  }
});

t.test("a process that died while it removed a lock leaves a lock that can be removed", async (t) => {
  const own = thisProcess.own();
  const dead = (run: string) => `${JSON.stringify({ run, since: "x", ...own, startTime: "1" })}\n`;
  const state = t.testdir({ lock: dead("A"), "lock.A": dead("B") });
  const lock = await takeLock(request(state, "C"));
  t.match(JSON.parse(readFileSync(join(state, "lock"), "utf8")), { run: "C" });
  await lock.release();
  t.strictSame(readdirSync(state), []);
});

t.test(
  "a process that died in a container while it removed a lock is named, and its lock can be removed",
  async (t) => {
    const stateDir = t.testdir({});
    const self = thisProcess.own();
    const dead = { ...self, run: "DEAD", since: "2026-11-22T12:00:00Z", bootId: "another" };
    writeFileSync(join(stateDir, "lock"), JSON.stringify(dead));
    const remover = { ...self, run: "REMOVER", since: dead.since, pidNamespace: "pid:[1]" };
    writeFileSync(join(stateDir, "lock.DEAD"), JSON.stringify(remover));
    await t.rejects(takeLock(request(stateDir, "NEXT")), failing({ detail: /rdump unlock REMOVER/ }));
    await t.rejects(breakLock(stateDir, "OTHER", thisProcess), failing({ detail: /Run DEAD holds the lock/ }));
    await breakLock(stateDir, "REMOVER", thisProcess);
    await (await takeLock(request(stateDir, "NEXT"))).release();
  },
);

t.test("an unreadable lock counts neither as held nor as free", async (t) => {
  for (const text of ["", "{}", "[]", '{"run":1}', "\u0000".repeat(100)]) {
    const state = t.testdir({});
    writeFileSync(join(state, "lock"), text);
    await t.rejects(takeLock(request(state, "R")), failing({ code: "lock-unreadable" }));
  }
});

t.test("an entry that is not a regular file is refused as a lock, and never blocks", async (t) => {
  for (const place of [
    (path: string) => symlinkSync("nowhere", path),
    (path: string) => execFileSync("mkfifo", [path]),
    (path: string) => mkdirSync(path),
  ]) {
    const state = t.testdir({});
    place(join(state, "lock"));
    const refused = failing({ code: "lock-unreadable", detail: /it is not a regular file.*remove the file/ });
    await t.rejects(readLock(state, thisProcess), refused);
    await t.rejects(breakLock(state, "R", thisProcess), refused);
    await t.rejects(takeLock(request(state, "R", 60_000)), refused);
    t.strictSame(readdirSync(state), ["lock"]);
  }
});

t.test("a failed attempt to take the lock leaves no files, and files of a killed attempt are removed", async (t) => {
  const state = t.testdir({ "lock.OLD.tmp": "", "lock.YOUNG.tmp": "", "lock.txt": "" });
  const mostWritten = (bytes: string) => execFileSync("prlimit", [`--fsize=${bytes}:`, `--pid=${process.pid}`]);
  process.once("SIGXFSZ", () => {});
  mostWritten("0");
  const error = await takeLock(request(state, "R")).catch((error: unknown) => error);
  mostWritten("unlimited");
  t.match(error, { code: "EFBIG" });
  t.notOk(existsSync(join(state, "lock.R.tmp")));
  for (const name of ["lock.OLD.tmp", "lock.txt"]) utimesSync(join(state, name), 0, 0);
  await (await takeLock(request(state, "R"))).release();
  t.strictSame(readdirSync(state), ["lock.YOUNG.tmp", "lock.txt"]);
});

t.test("many processes remove one dead lock, and only one at a time holds the lock", async (t) => {
  const own = thisProcess.own();
  const state = t.testdir({ lock: `${JSON.stringify({ run: "DEAD", since: "x", ...own, startTime: "1" })}\n` });
  const module = new URL("../../src/apply/lock.ts", import.meta.url).href;
  const program = `
    import { appendFileSync } from "node:fs";
    const { takeLock } = await import(${JSON.stringify(module)});
    const { thisProcess } = await import(${JSON.stringify(new URL("../../src/io/process-identity.ts", import.meta.url).href)});
    for (let i = 0; i < 10; i++) {
      const run = process.pid + "-" + i;
      const lock = await takeLock({ stateDir: ${JSON.stringify(state)}, identity: thisProcess, run, since: "", wait: 60_000, signal: new AbortController().signal });
      appendFileSync(${JSON.stringify(join(state, "log"))}, "in " + run + "\\n");
      await new Promise((resolve) => setTimeout(resolve, 1));
      appendFileSync(${JSON.stringify(join(state, "log"))}, "out " + run + "\\n");
      await lock.release();
    }`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ["--import=tsx", "--input-type=module", "-e", program], { stdio: "inherit" }),
  );
  const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.once("exit", resolve))));
  t.strictSame(codes, [0, 0, 0, 0]);
  const lines = readFileSync(join(state, "log"), "utf8").trim().split("\n");
  t.equal(lines.length, 80);
  for (let i = 0; i < lines.length; i += 2) t.equal(lines[i + 1], lines[i]?.replace("in ", "out "));
});

t.test("a lock is shown, and removed only by its exact name, never while its holder is alive", async (t) => {
  const own = thisProcess.own();
  const write = (state: string, holder: object) =>
    writeFileSync(join(state, "lock"), `${JSON.stringify({ run: "R1", since: "x", ...own, ...holder })}\n`);
  const state = t.testdir({});
  t.equal(await readLock(state, thisProcess), null);
  await t.rejects(breakLock(state, "R1", thisProcess), failing({ code: "lock-none" }));
  for (const [holder, expected] of [
    [{}, "alive"],
    [{ startTime: "1" }, "dead"],
    [{ host: "elsewhere" }, "elsewhere"],
    [{ pidNamespace: "pid:[1]" }, "elsewhere"],
    [{ pidNamespace: "pid:[1]", bootId: "another" }, "dead"],
  ] as const) {
    write(state, holder);
    t.match(await readLock(state, thisProcess), { state: expected, holder: { run: "R1" } });
    await t.rejects(breakLock(state, "R", thisProcess), failing({ code: "lock-other-run" }));
    if (expected === "alive") await t.rejects(breakLock(state, "R1", thisProcess), failing({ code: "lock-alive" }));
    else await breakLock(state, "R1", thisProcess);
    t.strictSame(readdirSync(state), expected === "alive" ? ["lock"] : []);
  }
});
