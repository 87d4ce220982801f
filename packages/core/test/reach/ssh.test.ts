import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { openConnections } from "../../src/io/connections.ts";
import { openLocalHost } from "../../src/io/local-host.ts";
import { batchOf, changer, commandOn, mover, narrowed, pipeline, query } from "../../src/model/command.ts";
import { reachingHost } from "../../src/reach/host.ts";
import { reached, reachedCommand } from "../../src/reach/ssh.ts";

const PLAIN = { user: null, port: null, identityFile: null };
const HOSTS = { nas: PLAIN, "10.0.2.2": { user: "backup", port: 2222, identityFile: "/root/.ssh/rdump key" } };

/** What a shell makes of the words that ssh joins. */
function heardBy(argv: readonly string[]): readonly string[] {
  const line = argv.slice(argv.indexOf("--") + 3).join(" ");
  const script = `show() { for word; do printf '%s\\0' "$word"; done; }; show ${line}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

t.test("each word reaches the other host as it is", async (t) => {
  const hostile = [
    ...["$(touch /tmp/pwned)", "`id`", "a;b", "a|b", "a&b", "a>b", "a b", "a'b", 'a"b', "*", "~root", "a\\b", "#x"],
    ...["-oProxyCommand=id", "--", "", "a\nb", "a\tb", "!!", "$HOME", "tank/ärger@x", "{a,b}"],
  ];
  const command = commandOn("nas", query(["zfs", "list", ...hostile]));
  t.strictSame(heardBy(reachedCommand(command, HOSTS).argv), ["zfs", "list", ...hostile]);
});

t.test("the options of ssh are fixed, and those of the config follow", async (t) => {
  const { argv, root } = reachedCommand(commandOn("10.0.2.2", changer(["zfs", "set", "x"], { root: true })), HOSTS);
  const line = argv.join(" ");
  for (const option of ["BatchMode=yes", "StrictHostKeyChecking=yes", "ServerAliveInterval=15", "EscapeChar=none"])
    t.match(line, `-o ${option} `);
  t.match(line, / -l backup -p 2222 -i \/root\/\.ssh\/rdump key -- 10\.0\.2\.2 echo /);
  t.equal(root, false, "sudo of this host is not for another one");
  const local = query(["zfs", "list"]);
  t.equal(reachedCommand(local, HOSTS), local);
  for (const host of ["-oProxyCommand=id", "constructor", "other"])
    t.throws(() => reachedCommand(commandOn(host, local), HOSTS), /not declared/);
  t.throws(() => reachedCommand(commandOn("nas", mover(["rm"], { cwd: "/tmp" })), HOSTS), /takes no directory/);
});

t.test("a batch can be narrowed before and after", async (t) => {
  for (const prefix of [null, "tank/my home@"]) {
    const command = commandOn("nas", batchOf(changer(["zfs", "destroy"]), ["a b", "c", "d"], { prefix }));
    const stays = (member: string) => member !== "c" && member !== "'c'";
    t.strictSame(narrowed(reachedCommand(command, HOSTS), stays), reachedCommand(narrowed(command, stays), HOSTS));
    const words = prefix === null ? ["a b", "d"] : ["tank/my home@a b,d"];
    t.strictSame(heardBy(narrowed(reachedCommand(command, HOSTS), stays).argv), ["zfs", "destroy", ...words]);
  }
});

/** An `ssh` that runs the line by a shell of this host, after so many failures of its own. */
function fakeSsh(t: Test, before = "") {
  const bin = mkdtempSync(join(tmpdir(), "rdump-fake-ssh-"));
  const path = join(bin, "ssh");
  const log = join(bin, "log");
  const script = `#!/bin/sh
echo "$@" >>${log}
case "$*" in *" -M "*|*" -O "*|"-M "*|"-O "*) exit 1;; esac
${before}
while [ "$1" != -- ]; do shift; done; shift; shift
exec sh -c "$*"
`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  t.teardown(() => execFileSync("rm", ["-r", bin]));
  const pauses: number[] = [];
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: bin };
  const reach = { hosts: HOSTS, pause: async (ms: number) => void pauses.push(ms) };
  const connections = openConnections();
  t.teardown(() => connections.close());
  const host = openLocalHost({ env, signal: new AbortController().signal, connections });
  return { io: reachingHost(host, reach), pauses, bin, calls: () => readFileSync(log, "utf8").trim().split("\n") };
}

t.test("the result is that of the command there, and its first line is not shown", async (t) => {
  const { io, calls } = fakeSsh(t);
  const found = await io.query(commandOn("nas", query(["sh", "-c", "echo out; echo words >&2; exit 3"])));
  t.match(found, { exitCode: 3, notStarted: null });
  t.equal(found.stdout.toString(), "out\n");
  t.equal(found.stderr.toString(), "words\n");
  const lines: string[] = [];
  await io.run(commandOn("nas", mover(["sh", "-c", "echo one >&2"])), { stderr: (line) => lines.push(String(line)) });
  t.strictSame(lines, ["one"]);
  t.equal(calls().filter((line) => line.startsWith("-M")).length, 1, "one attempt to share a connection");
});

t.test("exit status 255 is that of ssh only before the first line of the command", async (t) => {
  const there = fakeSsh(t);
  t.match(await there.io.query(commandOn("nas", query(["sh", "-c", "exit 255"]))), { exitCode: 255, notStarted: null });
  t.strictSame(there.pauses, []);
  const broken = fakeSsh(t, "echo 'ssh: connect to host nas port 22: Connection refused' >&2; exit 255");
  const result = await broken.io.query(commandOn("nas", query(["true"])));
  t.match(result, { exitCode: null, notStarted: "EHOSTUNREACHABLE" });
  t.match(result.stderr.toString(), /Connection refused/);
  t.strictSame(broken.pauses, [2_000, 10_000], "a bounded number of attempts");
  const unknown = fakeSsh(t, "echo 'Host key verification failed.' >&2; exit 255");
  t.match(await unknown.io.query(commandOn("nas", query(["true"]))), { notStarted: "EHOSTUNREACHABLE" });
  t.strictSame(unknown.pauses, [], "an unknown key is not tried again");
});

t.test("a host that comes back is reached by a later attempt", async (t) => {
  const { io, pauses } = fakeSsh(
    t,
    'n=$(cat "$HOME/n" 2>/dev/null || echo 0); echo $((n+1)) >"$HOME/n"; [ "$n" -ge 1 ] || exit 255',
  );
  t.match(await io.query(commandOn("nas", query(["true"]))), { exitCode: 0 });
  t.strictSame(pauses, [2_000]);
});

t.test("a stream ends in a command of another host, and an error names the stage", async (t) => {
  const { io } = fakeSsh(t);
  const to = (line: string) =>
    pipeline([
      { name: "zfs send", command: mover(["sh", "-c", "echo bytes; echo size >&2"]) },
      { name: "zfs receive", command: commandOn("nas", changer(["sh", "-c", line])) },
    ]);
  t.match(await io.run(to("cat >/dev/null")), { exitCode: 0, stage: "zfs receive" });
  const failed = await io.run(to("cat >/dev/null; echo cannot receive >&2; exit 1"));
  t.match(failed, { exitCode: 1, stage: "zfs receive" });
  t.equal(failed.stderr.toString(), "cannot receive\n");
  const lost = fakeSsh(t, "echo 'Connection closed' >&2; exit 255");
  t.match(await lost.io.run(to("cat")), { notStarted: "EHOSTUNREACHABLE", stage: "zfs receive" });
  t.match(reached(to("cat"), HOSTS), { stages: [{ command: { argv: ["sh", "-c"] } }, { command: { argv: ["ssh"] } }] });
});

t.test("neighbours on one other host run in one line there, and an error names each of them", async (t) => {
  const { io } = fakeSsh(t);
  const across = (send: string, unpack: string, receive: string) =>
    pipeline(
      [
        { name: "zfs send", command: commandOn("nas", mover(["sh", "-c", send])) },
        { name: "zstd", command: commandOn("nas", mover(["tr", "a-z", "n-za-m"])) },
        { name: "mbuffer", command: mover(["cat"]) },
        { name: "zstd -d", command: commandOn("10.0.2.2", mover(["sh", "-c", unpack])) },
        { name: "zfs receive", command: commandOn("10.0.2.2", changer(["sh", "-c", receive])) },
      ],
      { pattern: "^(\\d+)$", stall: 60 },
    );
  const send = 'echo "it\'s data"; echo 42 >&2';
  const unpack = "tr a-z n-za-m";
  const shown = reached(across(send, unpack, "cat"), HOSTS);
  t.match(shown, { stages: [{ name: "zfs send | zstd" }, { name: "mbuffer" }, { name: "zstd -d | zfs receive" }] });
  const moved: number[] = [];
  const good = await io.run(across(send, unpack, 'test "$(cat)" = "it\'s data"'), {
    moved: (bytes) => moved.push(bytes),
  });
  t.match(good, { exitCode: 0, stage: "zfs receive" });
  t.strictSame(moved, [42]);
  const ends: readonly (readonly [string, string, string, number, string])[] = [
    ["echo gone >&2; exit 3", unpack, "cat >/dev/null; exit 1", 3, "zfs send"],
    [send, "cat >/dev/null; echo unsupported >&2; exit 4", "cat >/dev/null; exit 1", 4, "zstd -d"],
    ["yes", unpack, "head -c 1 >/dev/null; echo full >&2; exit 5", 5, "zfs receive"],
    [send, unpack, "exec /nowhere/zfs", 127, "zfs receive"],
  ];
  for (const [sender, unpacker, receiver, exitCode, stage] of ends) {
    const failed = await io.run(across(sender, unpacker, receiver));
    t.match(failed, { exitCode, stage }, stage);
    t.notMatch(failed.stderr.toString(), /rdump: stage/);
    t.strictSame(
      failed.stages?.map(({ name }) => name),
      ["zfs send", "zstd", "mbuffer", "zstd -d", "zfs receive"],
    );
  }
  const lost = fakeSsh(t, "echo 'Connection closed' >&2; exit 255");
  t.match(await lost.io.run(across(send, unpack, "cat")), { notStarted: "EHOSTUNREACHABLE", stage: "zfs send" });
});

t.test("hostile output of another host is bytes, and no result of ssh", async (t) => {
  const { io } = fakeSsh(t);
  const twice = await io.query(
    commandOn("nas", query(["sh", "-c", "echo 'rdump: begun' >&2; printf '\\033[2J\\n' >&2; exit 255"])),
  );
  t.match(twice, { exitCode: 255, notStarted: null });
  t.equal(twice.stderr.toString(), "rdump: begun\n\u001b[2J\n", "only the first line is removed");
  const much = await io.query(commandOn("nas", query(["sh", "-c", "yes | head -c 200000"])), { maxOutput: 1000 });
  t.ok(much.overflow);
});
