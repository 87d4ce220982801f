import { spawnSync } from "node:child_process";
import t from "tap";
import { thisProcess } from "../../src/io/process-identity.ts";

const own = thisProcess.own();
const gone = () => spawnSync("true").pid;

t.test("a process is dead only if that is proven", async (t) => {
  for (const [what, change, dead] of [
    ["this very process", {}, false],
    ["a process that ended", { pid: gone() }, true],
    ["a number that was used again", { startTime: "1" }, true],
    ["a process with an unknown start time", { startTime: "" }, false],
    ["another boot, with any namespace", { bootId: "another", pidNamespace: "pid:[1]" }, true],
    ["an unknown boot", { bootId: "" }, false],
    ["another host", { host: "elsewhere", bootId: "another" }, false],
    ["a number of another namespace, without a process here", { pidNamespace: "pid:[1]", pid: gone() }, false],
    ["a number of another namespace, which somebody else has here", { pidNamespace: "pid:[1]", startTime: "1" }, false],
    ["an older version's, which names no namespace", { pidNamespace: null, pid: gone() }, true],
    ["an older version's that is alive", { pidNamespace: null }, false],
  ] as const) {
    t.equal(thisProcess.isProvablyDead({ ...own, ...change }), dead, what);
  }
});

t.test("a process that cannot be examined is not dead", async (t) => {
  const module = new URL("../../src/io/process-identity.ts", import.meta.url).href;
  const program = `
    import { openSync } from "node:fs";
    const { thisProcess } = await import(${JSON.stringify(module)});
    const own = thisProcess.own();
    const gone = ${gone()};
    const holders = [own, { ...own, pidNamespace: null }, { ...own, bootId: "another" }, { ...own, pid: gone }];
    const tell = () => holders.map(thisProcess.isProvablyDead);
    const before = tell();
    try { for (;;) openSync("/dev/null"); } catch {}
    const after = tell();
    process.stdout.write(JSON.stringify({ before, after }), () => process.exit());
  `;
  const args = ["--import=tsx", "--conditions=rdump-source", "--input-type=module", "-e", program];
  const script = 'ulimit -n 256; exec "$@"';
  const { stdout } = spawnSync("bash", ["-c", script, "-", process.execPath, ...args], { encoding: "utf8" });
  const { before, after } = JSON.parse(stdout);
  t.strictSame(before, [false, false, true, true]);
  t.strictSame(after, [false, false, false, false]);
});
