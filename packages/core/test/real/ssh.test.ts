import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import t from "tap";
import { HOST, PORT, startServer, whyNoServer } from "../../../../testing/ssh-server.ts";
import { openConnections } from "../../src/io/connections.ts";
import { openLocalHost } from "../../src/io/local-host.ts";
import { changer, commandOn, mover, pipeline, query } from "../../src/model/command.ts";
import { reachingHost } from "../../src/reach/host.ts";

t.setTimeout(300_000);
t.test("commands of another host run by a real ssh", { skip: whyNoServer() }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "rdump-sshd-"));
  const { server, log } = await startServer(folder);
  const connections = openConnections();
  t.teardown(async () => {
    await connections.close();
    server.kill();
    rmSync(folder, { recursive: true });
  });
  const host = { user: userInfo().username, port: PORT, identityFile: join(folder, "user") };
  const reach = { hosts: { [HOST]: host, localhost: host }, pause: async () => {} };
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const io = reachingHost(openLocalHost({ env, signal: new AbortController().signal, connections }), reach);
  const there = (line: string, ...words: string[]) => ["sh", "-c", line, ...words] as const;

  const words = ["$(id)", "a;b", "it's", "a\nb", "-oProxyCommand=x", "*", ""];
  const printed = await io.query(commandOn(HOST, query(["printf", "%s\\0", ...words])));
  t.strictSame(printed.stdout.toString().split("\0").slice(0, -1), words);
  t.match(await io.query(commandOn(HOST, query(there("exit 255")))), { exitCode: 255, notStarted: null });
  t.match(await io.query(commandOn("localhost", query(["true"]))), {
    notStarted: "EHOSTUNREACHABLE",
    stderr: /Host key verification failed/,
  });
  const to = (line: string, source: string) =>
    pipeline([
      { name: "source", command: mover(there(source)) },
      { name: "target", command: commandOn(HOST, changer(there(line))) },
    ]);
  const pushed = await io.run(to("wc -c", "head -c 50000000 /dev/zero"));
  t.match([pushed.exitCode, pushed.stdout.toString()], [0, "50000000\n"]);
  t.equal(log().split("Accepted publickey").length - 1, 1, "one connection");

  const begun = join(folder, "begun");
  const ended = join(folder, "ended");
  const cut = io.run(to(`touch ${begun}; cat >/dev/null; touch ${ended}`, "cat /dev/zero"));
  while (!existsSync(begun)) await pause(100);
  for (const pid of execFileSync("pgrep", ["-P", String(server.pid)], { encoding: "utf8" })
    .trim()
    .split("\n"))
    process.kill(Number(pid), "SIGKILL");
  t.match(await cut, { exitCode: 255, stage: "target" }, "a link that is lost later is no failed start");
  const back = await io.query(commandOn(HOST, query(["echo", "back"])));
  t.equal(back.stdout.toString(), "back\n", "the next command has a new connection");
  t.ok(existsSync(ended), "the command there saw the end of its input");
});
