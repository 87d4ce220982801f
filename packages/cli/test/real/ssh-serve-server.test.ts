import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import t from "tap";
import { HOST, PORT, startServer, whyNoServer } from "../../../../testing/ssh-server.ts";

const RDUMP = join(import.meta.dirname, "../../bin/rdump.js");
const START =
  "echo 'rdump: begun' >&2; exec env LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const QUERY = `${START} zpool list -Hp -o name,health,readonly,capacity tank`;

/** rdump refuses to serve as root, so the forced command of root continues as another user. */
const NOBODY = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

t.setTimeout(300_000);
t.test(
  "a captured key gets nothing but the commands of a plan from a real server",
  { skip: whyNoServer() },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "rdump-serve-sshd-"));
    const at = (name: string) => join(folder, name);
    chmodSync(folder, 0o755);
    for (const name of ["bin", "out"]) mkdirSync(at(name));
    if (NOBODY.length > 0) chownSync(at("out"), 65534, 65534);
    const serve = { web: { id: "web", below: "tank/recv" } };
    writeFileSync(at("rdump.json5"), JSON.stringify({ version: 1, serve, volumes: {}, stateDir: at("out") }));
    for (const program of ["zfs", "zpool"])
      writeFileSync(at(`bin/${program}`), `#!/bin/sh\nprintf '%s\\n' "${program} $*" >> ${at("out/log")}\n`, {
        mode: 0o755,
      });
    const env = ["env", `PATH=${at("bin")}:/usr/bin:/bin`, `HOME=${at("out")}`, "NODE_V8_COVERAGE="];
    const forced = [...env, ...NOBODY, process.execPath, RDUMP, "ssh-serve", "web", "-c", at("rdump.json5")];
    const { server } = await startServer(folder, `restrict,command="${forced.join(" ")}"`);
    t.teardown(() => {
      spawnSync(at("ssh"), [...to, "-O", "exit", HOST], { stdio: "ignore" });
      server.kill();
      rmSync(folder, { recursive: true });
    });
    const to = ["-p", String(PORT), "-i", at("user"), "-o", "BatchMode=yes", "-l", userInfo().username];
    to.push("-S", at("master"), "-o", "ControlMaster=auto", "-o", "ControlPersist=60");
    execFileSync(at("ssh"), [...to, "-M", "-N", "-f", HOST], { stdio: "ignore" });
    const asked = (options: readonly string[], ...words: readonly string[]) => {
      rmSync(at("out/log"), { force: true });
      const { status, stderr } = spawnSync(at("ssh"), [...to, ...options, HOST, ...words], {
        input: "",
        encoding: "utf8",
      });
      return { status, stderr, ran: existsSync(at("out/log")) ? readFileSync(at("out/log"), "utf8") : "" };
    };

    const good = asked(["-T"], QUERY);
    t.match(good, { status: 0, ran: "zpool list -Hp -o name,health,readonly,capacity tank\n" }, good.stderr);
    const hostile: readonly (readonly [string, readonly string[], ...string[]])[] = [
      ["a shell", ["-T"]],
      ["a command", ["-T"], "zfs destroy -r tank/recv"],
      ["a second command", ["-T"], `${QUERY}; zfs destroy -r tank`],
      [
        "bytes that are not UTF-8",
        ["-T"],
        Buffer.from(`${START} zfs receive -A tank/recv/\xff`, "latin1").toString("latin1"),
      ],
      ["the files", ["-s"], "sftp"],
      ["a variable with the line", ["-T", "-o", `SetEnv=SSH_ORIGINAL_COMMAND=${QUERY.replaceAll(" ", "_")}`], "id"],
      ["a terminal", ["-tt"], "zfs list"],
    ];
    for (const [what, options, ...words] of hostile) {
      const { status, stderr, ran } = asked(options, ...words);
      t.equal(ran, "", what);
      t.not(status, 0, what);
      if (what === "a terminal") t.match(stderr, /PTY allocation/);
      // The server does not pass on the errors of a subsystem.
      else if (what !== "the files") t.match(stderr, /serve-refused/, what);
    }
    const forwarded = asked(["-W", `${HOST}:${PORT}`]);
    t.match(forwarded, { ran: "", stderr: /prohibited|refused by peer/ }, "no forwarding");
    t.not(forwarded.status, 0);
  },
);
