import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { openLocalHost } from "../../src/io/local-host.ts";
import type { ProofCommand } from "../../src/model/volume.ts";
import { type ProofTrial, runTrial, trialSteps } from "../../src/provider/proof-command.ts";
import { until } from "../io/until.ts";

const asRoot = process.getuid?.() === 0;
const calm = new AbortController().signal;
const SECRETS = { RDUMP_STATE: "/secret/state", BORG_PASSPHRASE: "secret", RDUMP_CONFIG: "/secret/config" };

function trialIn(t: Test, argv: ProofCommand["argv"], more: Partial<ProofCommand> = {}): ProofTrial {
  const place = join(mkdtempSync(join(tmpdir(), "rdump-trial-")), ".rdump-proof");
  t.teardown(() => rmSync(join(place, ".."), { recursive: true, force: true }));
  const directory = join(place, "tree");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(join(place, ".."), 0o711);
  chmodSync(directory, 0o755);
  const command = { argv, user: null, timeout: 60, ...more };
  return { command, volume: "mail", point: "mail-1", place, directory, asRoot };
}

function run(trial: ProofTrial, signal = calm, hurry = calm) {
  return runTrial(trial, openLocalHost({ env: { PATH: process.env.PATH, ...SECRETS }, signal, hurry }));
}

const shell = (text: string) => ["sh", "-c", text] as const;

t.test("it runs in the tree, without network, with an environment of its own", async (t) => {
  const trial = trialIn(t, shell("pwd > where; env > environment; cat /proc/net/dev > network; cat > input"));
  const { argv } = trial.command;
  t.strictSame(await run(trial), {
    kind: "ended",
    command: { argv, user: null, end: "exit status 0", succeeded: true, isolated: true },
    failure: null,
  });
  const written = (name: string) => readFileSync(join(trial.directory, name), "utf8");
  t.equal(written("where"), `${trial.directory}\n`);
  const names = written("environment")
    .split("\n")
    .flatMap((line) => line.split("=").slice(0, 1));
  const own = ["HOME", "LC_ALL", "PATH", "RDUMP_POINT", "RDUMP_VOLUME", "TZ"];
  t.strictSame(names.filter((name) => !["", "PWD", "OLDPWD", "SHLVL", "_"].includes(name)).sort(), own);
  t.notMatch(written("environment"), /secret/);
  t.strictSame(
    written("network")
      .match(/^ *\w+:/gm)
      ?.map((name) => name.trim()),
    ["lo:"],
  );
  t.equal(written("input"), "");
});

t.test("a failure has the last lines of its output, escaped and bounded", async (t) => {
  const trial = trialIn(
    t,
    shell("seq 1000; printf '\\033[2Jred\\n' >&2; head -c 70000 /dev/zero | tr '\\0' x; exit 3"),
  );
  const result = await run(trial);
  t.match(result, { kind: "ended", command: { end: "exit status 3", succeeded: false } });
  const detail = result.kind === "ended" ? (result.failure?.detail ?? "") : "";
  t.match(detail, /In the restored tree of mail-1, sh ended: exit status 3\. Its last lines:\n/);
  t.match(detail, /x{300}$/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be shown
  t.notMatch(detail, /\u001b|x{301}/);
  t.ok(detail.split("\n").length <= 11);
});

t.test("a missing program or user is no failure of the proof", async (t) => {
  t.match(await run(trialIn(t, ["no-such-program-of-rdump"])), {
    kind: "not run",
    diagnostic: { code: "proof-command-not-run", detail: /no-such-program-of-rdump: .*No such file/s },
  });
  if (!asRoot) return;
  t.match(await run(trialIn(t, ["true"], { user: "no-such-user" })), {
    kind: "not run",
    diagnostic: { code: "proof-command-not-run", detail: /true as no-such-user: .*invalid user/s },
  });
});

t.test("it is ended after its time, and all that it started", async (t) => {
  const trial = trialIn(t, shell("setsid sh -c 'sleep 1.5; touch daemon' & sleep 20"), { timeout: 1 });
  t.match(await run(trial), { kind: "ended", command: { end: "not ended within 1s", succeeded: false } });
  const leaving = trialIn(t, shell("setsid sh -c 'sleep 1; touch daemon' >/dev/null 2>&1 & exit 0"));
  t.match(await run(leaving), { kind: "ended", command: { succeeded: true } });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  t.notOk(existsSync(join(trial.directory, "daemon")));
  t.notOk(existsSync(join(leaving.directory, "daemon")));
});

t.test("an interrupted command proves nothing, and nothing of it is left", async (t) => {
  const trial = trialIn(t, shell("touch begun; sleep 31.4159"));
  const [stop, hurry] = [new AbortController(), new AbortController()];
  const ended = run(trial, stop.signal, hurry.signal);
  await until(() => existsSync(join(trial.directory, "begun")));
  stop.abort();
  hurry.abort();
  t.match(await ended, { kind: "not run", diagnostic: { code: "proof-command-not-run" } });
  await until(() => !isRunning("31.4159"));
  t.notOk(isRunning("31.4159"));
});

function isRunning(word: string): boolean {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(word);
      } catch {
        return false;
      }
    });
}

t.test("as a user, who alone can enter the place, and gains no rights", { skip: !asRoot }, async (t) => {
  const trial = trialIn(
    t,
    shell("id -u; cd /proc/self/cwd && test -r . && ls -ld .. && grep NoNewPrivs: /proc/self/status; exit 1"),
    {
      user: "daemon",
    },
  );
  const result = await run(trial);
  const detail = result.kind === "ended" ? result.failure?.detail : JSON.stringify(result);
  t.match(detail, /\b1\n.*daemon.*\n.*NoNewPrivs:\\t1/s);
  const { uid, mode } = statSync(trial.place);
  t.strictSame([uid, mode & 0o777], [1, 0o700]);
  const numeric = await run({ ...trial, command: { ...trial.command, argv: ["true"], user: "1" } });
  t.match(numeric, { kind: "ended", command: { succeeded: true, user: "1" } });
});

t.test("no other process of the user gains rights from the tree", { skip: !asRoot }, async (t) => {
  const trial = trialIn(t, shell("touch begun; until [ -e ended ]; do sleep 0.1; done"), { user: "daemon" });
  const { directory } = trial;
  chmodSync(directory, 0o777);
  mkdirSync(join(directory, "below"));
  const program = join(directory, "below", "id");
  copyFileSync(execFileSync("sh", ["-c", "command -v id"], { encoding: "utf8" }).trim(), program);
  chmodSync(program, 0o6755);
  const capability = spawnSync("setcap", ["cap_setuid+ep", program]);
  execFileSync("mknod", ["--mode=0666", join(directory, "device"), "c", "1", "3"]);
  const ended = run(trial);
  await until(() => existsSync(join(directory, "begun")));
  const other = spawnSync("setpriv", ["--reuid=daemon", "--clear-groups", program, "-u"], { encoding: "utf8" });
  writeFileSync(join(directory, "ended"), "");
  t.match(await ended, { kind: "ended", command: { succeeded: true } });
  t.match(other, { status: 0, stdout: "1\n" });
  t.equal(statSync(program).mode & 0o7777, 0o755);
  if (capability.status === 0) t.equal(execFileSync("getcap", [program], { encoding: "utf8" }), "");
  t.notOk(existsSync(join(directory, "device")));
});

t.test("a plan shows each step", (t) => {
  const lines = trialSteps(trialIn(t, ["check"], { user: "mail" })).map((step) =>
    step.do === "run" ? step.argv.join(" ") : "",
  );
  t.match(lines, [
    /^find \. .* chown .* -delete$/,
    /^chown .* mail /,
    /^unshare .*--net .* -- check$/,
    /^timeout .* -- check$/,
  ]);
  t.end();
});
