import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** `RDUMP_SSHD`: a server that is not installed in its usual place. */
const SSHD = process.env.RDUMP_SSHD ?? "/usr/sbin/sshd";
const HOST = "127.0.0.1";
const PORT = 20_000 + (process.pid % 10_000);
const DELAYED_PORT = PORT + 10_000;
export const ROUND_TRIP = 20;

interface Delayed {
  /** The begin of the location of a repository. */
  readonly url: string;
  /** To put before PATH: its `ssh` reads no file of the user. */
  readonly bin: string;
  close(): void;
}

/** Why no server can run; null: it can. */
export function whyNoServer(): string | null {
  if (!existsSync(SSHD)) return "openssh-server is not installed; RDUMP_SSHD can name a sshd";
  const isRoot = process.getuid?.() === 0;
  return isRoot && !/^sshd:/m.test(readFileSync("/etc/passwd", "utf8")) ? "the user sshd is missing" : null;
}

/** A sshd of its own behind a port that delays each packet by half of a round trip. */
export async function openDelayed(folder: string): Promise<Delayed> {
  mkdirSync(folder);
  const at = (name: string) => join(folder, name);
  for (const key of ["host", "user"]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(key)]);
  const config = [
    ...[`Port ${PORT}`, `ListenAddress ${HOST}`, `HostKey ${at("host")}`, `AuthorizedKeysFile ${at("user.pub")}`],
    ...["StrictModes no", "UsePAM no", "PidFile none", "PermitRootLogin yes", "UseDNS no", "LogLevel VERBOSE"],
    `SetEnv BORG_BASE_DIR=${at("server")}`,
  ];
  writeFileSync(at("sshd_config"), `${config.join("\n")}\n`);
  writeFileSync(at("known"), `[${HOST}]:${DELAYED_PORT} ${readFileSync(at("host.pub"), "utf8")}`);
  const files = [`UserKnownHostsFile ${at("known")}`, "GlobalKnownHostsFile /dev/null", `IdentityFile ${at("user")}`];
  writeFileSync(at("config"), `${[...files, "IdentitiesOnly yes", "BatchMode yes"].join("\n")}\n`);
  mkdirSync(at("bin"));
  writeFileSync(at("bin/ssh"), `#!/bin/sh\nexec /usr/bin/ssh -F ${at("config")} "$@"\n`, { mode: 0o755 });
  const server = spawn(SSHD, ["-D", "-f", at("sshd_config"), "-E", at("log")], { stdio: "ignore" });
  const end = () => server.kill();
  process.prependOnceListener("exit", end);
  while (!existsSync(at("log")) || !readFileSync(at("log"), "utf8").includes("Server listening")) {
    if (server.exitCode !== null) throw new Error(`sshd ended: ${readFileSync(at("log"), "utf8")}`);
    await pause(100);
  }
  const port = await delayingPort();
  const close = () => {
    port.close();
    process.off("exit", end);
    end();
  };
  return { url: `ssh://${userInfo().username}@${HOST}:${DELAYED_PORT}`, bin: at("bin"), close };
}

function delayingPort(): Promise<Server> {
  const port = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const server = connect({ host: HOST, port: PORT, noDelay: true, allowHalfOpen: true });
    pass(client, server);
    pass(server, client);
  });
  return new Promise((resolve) => port.listen(DELAYED_PORT, HOST, () => resolve(port)));
}

/** Timers of one duration keep their order. */
function pass(from: Socket, to: Socket): void {
  const later = (work: () => void) => setTimeout(work, ROUND_TRIP / 2);
  from.on("data", (chunk) => later(() => to.write(chunk)));
  from.on("end", () => later(() => to.end()));
  from.on("error", () => to.destroy());
}
