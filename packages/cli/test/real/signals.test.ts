import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { Ground, until } from "../ground.ts";

/** A hook that keeps a run waiting, with its scope open, until its file is removed. */
const holding = (ground: Ground, before = "") => [
  "sh",
  "-c",
  `${before} touch ${ground.path("hooked")} ${ground.path("waiting")}; while [ -e ${ground.path("waiting")} ]; do sleep 0.1; done`,
];
const closing = (ground: Ground) => ["rm", "-f", ground.path("hooked")];

const journal = (ground: Ground) => {
  const [name = ""] = readdirSync(ground.path("state", "runs")).sort().reverse();
  return readFileSync(ground.path("state", "runs", name), "utf8");
};

/** After each case: one apply completes the backup, and nothing of the previous run is left. */
async function becomesWhole(t: import("tap").Test, ground: Ground): Promise<void> {
  rmSync(ground.path("waiting"), { force: true });
  ground.declare();
  const again = await ground.rdump("apply", "-y");
  t.equal(again.code, 0, again.said);
  t.strictSame(ground.faults(), []);
  t.match(await ground.rdump("plan"), { code: 0, said: /No changes/ });
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  t.test(
    `${signal} once: running commands are ended, open scopes are closed, and the end is in the journal`,
    async (t) => {
      const ground = new Ground(t, { files: 3 });
      ground.declare({ hooks: { before: holding(ground), after: closing(ground) } });
      const { child, ended } = ground.start("apply", "-y");
      await until(() => existsSync(ground.path("waiting")));
      child.kill(signal);
      t.match(await ended, { code, signal: null, said: /stopping[\s\S]*: interrupted/ });
      t.notOk(existsSync(ground.path("hooked")), "the hook after it ran");
      t.match(journal(ground), /"type":"end","status":"interrupted"/);
      t.strictSame(ground.processes(), []);
      await becomesWhole(t, ground);
    },
  );
}

t.test("two signals: a command that ignores the first signal is killed", async (t) => {
  const ground = new Ground(t, { files: 3 });
  ground.declare({ hooks: { before: holding(ground, "trap '' INT;"), after: closing(ground) } });
  const { child, ended, said } = ground.start("apply", "-y");
  await until(() => existsSync(ground.path("waiting")));
  child.kill("SIGINT");
  await until(() => said().includes("stopping"));
  child.kill("SIGINT");
  t.match(await ended, { code: 130, said: /A third signal ends rdump at once/ });
  t.notOk(existsSync(ground.path("hooked")));
  t.ok(await until(() => ground.processes().length === 0));
  await becomesWhole(t, ground);
});

t.test("two signals while a closing hook hangs: the hook is ended and reported", async (t) => {
  const ground = new Ground(t, { files: 3 });
  const hung = ["sh", "-c", `touch ${ground.path("hung")}; exec sleep 600`];
  ground.declare({ hooks: { before: holding(ground), after: hung } });
  const { child, ended } = ground.start("apply", "-y");
  await until(() => existsSync(ground.path("waiting")));
  child.kill("SIGINT");
  await until(() => existsSync(ground.path("hung")));
  child.kill("SIGINT");
  t.match(await ended, { code: 130, said: /The hook `after` \(sh\) was ended by SIG/ });
  t.match(journal(ground), /"type":"end","status":"interrupted"/);
});

t.test("three signals: rdump ends at once and names open scopes, and recover cleans up", async (t) => {
  const ground = new Ground(t, { files: 3 });
  // It hangs once only, so that recovery can call it.
  const once = `[ -e ${ground.path("hung")} ] && exec rm ${ground.path("hooked")}`;
  const deaf = "(trap '' INT TERM HUP; sleep 600; :) & wait; wait";
  const hung = ["sh", "-c", `${once}; touch ${ground.path("hung")}; ${deaf}`];
  ground.declare({ hooks: { before: holding(ground), after: hung } });
  const { child, ended } = ground.start("apply", "-y");
  await until(() => existsSync(ground.path("waiting")));
  child.kill("SIGINT");
  await until(() => existsSync(ground.path("hung")));
  child.kill("SIGTERM");
  child.kill("SIGHUP");
  t.match(await ended, {
    code: 130,
    said: /ending at once\.\nstill open: docs hooks .*"volume":"docs".*\n.*rdump recover\n$/,
  });
  t.ok(await until(() => ground.processes().length === 0), "the hook that hung died with it, and what that had begun");
  t.notMatch(journal(ground), /"type":"end"/);
  const plan = await ground.rdump("plan");
  t.match(plan.said, /! recover docs\.core\/hooks/);
  await becomesWhole(t, ground);
});

/** CPU time of a process in seconds; 0 when it is gone. */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\) /s, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  t.test(`${signal} at once ends an rdump command without open scopes, in the middle of a computation`, async (t) => {
    const ground = new Ground(t, { files: 0 });
    const names = Array.from(
      { length: 15_000 },
      (_, index) => `v${index}: { source: { type: "plain", path: "/${index}" } }`,
    );
    writeFileSync(ground.path("large.json5"), `{ version: 1, volumes: { ${names.join(", ")} } }`);
    const { child, ended } = ground.start("lint", "--json", ...Array.from({ length: 60 }, () => "large.json5"));
    const { pid = 0 } = child;
    t.ok(await until(() => cpuSeconds(pid) > 2), "it reads and computes, without a pause");
    child.kill(signal);
    t.match(await ended, { code: null, signal, out: "" });
  });
}

t.test("the run continues when the reader of its output ends", async (t) => {
  const ground = new Ground(t, { files: 3 });
  ground.declare({ hooks: { before: holding(ground), after: closing(ground) } });
  const { child, ended } = ground.start("apply", "-y");
  await until(() => existsSync(ground.path("waiting")));
  child.stdout?.destroy();
  child.stderr?.destroy();
  rmSync(ground.path("waiting"));
  t.match(await ended, { code: 0, signal: null });
  t.strictSame(ground.faults(), []);
  const { code } = spawnSyncPiped(ground);
  t.equal(code, 0);
});

/** `rdump plan --json | head -c 1`, with the pipe closed early. */
function spawnSyncPiped(ground: Ground): { readonly code: number | null } {
  const line = `"$0" "$1" plan --json | head -c 1 > /dev/null; exit "\${PIPESTATUS[0]}"`;
  const rdump = join(import.meta.dirname, "../../bin/rdump.js");
  const { status } = spawnSync("bash", ["-c", line, process.execPath, rdump], {
    cwd: ground.root,
    env: { PATH: process.env.PATH, HOME: ground.path("home") },
  });
  return { code: status };
}

/** Runs a command on a separate terminal, and closes the terminal when a file exists. */
const ON_A_TERMINAL = `
import os, pty, sys, time
pid, terminal = pty.fork()
if pid == 0: os.execvp(sys.argv[2], sys.argv[2:])
os.set_blocking(terminal, False)
while not os.path.exists(sys.argv[1]):
    try: os.read(terminal, 65536)
    except BlockingIOError: time.sleep(0.05)
os.close(terminal)
status = os.waitpid(pid, 0)[1]
print(os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
`;

t.test("a closed terminal stops the run like a signal, and nothing is left open", async (t) => {
  const ground = new Ground(t, { files: 3 });
  ground.declare({ hooks: { before: holding(ground), after: closing(ground) } });
  const rdump = join(import.meta.dirname, "../../bin/rdump.js");
  const argv = ["-c", ON_A_TERMINAL, ground.path("waiting"), process.execPath, rdump, "apply", "-y"];
  const env = { PATH: process.env.PATH, HOME: ground.path("home"), TERM: "xterm" };
  const python = spawn("python3", argv, { cwd: ground.root, env, stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  python.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => python.once("close", resolve));
  t.equal(Buffer.concat(chunks).toString().trim(), "129");
  t.notOk(existsSync(ground.path("hooked")));
  t.match(journal(ground), /"type":"end","status":"interrupted"/);
  await becomesWhole(t, ground);
});

const mountable = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const skip = mountable ? false : "this machine does not let its users mount";

t.test(
  "a full disk of the journal: no action begins, open scopes are closed, and the error is reported",
  { skip },
  async (t) => {
    const ground = new Ground(t, { files: 3 });
    mkdirSync(ground.path("state"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k,mode=0700", "rdump-test", ground.path("state")]);
    t.teardown(() => spawnSync("umount", ["--lazy", ground.path("state")]));
    ground.declare({ hooks: { before: holding(ground), after: closing(ground) } });
    const { ended } = ground.start("apply", "-y");
    await until(() => existsSync(ground.path("waiting")));
    fill(ground.path("state", "filler"));
    rmSync(ground.path("waiting"));
    const said = await ended;
    t.match(said, { code: 1, said: /Cannot write the journal of a run \[journal-not-written\]: ENOSPC/ });
    t.notOk(existsSync(ground.path("hooked")), "the hook was closed");
    t.match(await ground.rdump("apply", "-y"), { code: 1, said: /Cannot write to the state directory/ });
    rmSync(ground.path("state", "filler"));
    await becomesWhole(t, ground);
  },
);

function fill(path: string): void {
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2)) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: "a" });
      size *= 2;
    } catch {
      // Not enough space: half of it may fit.
    }
  }
}
