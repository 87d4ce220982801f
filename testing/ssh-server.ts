import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** `RDUMP_SSHD`: a server that is not installed in its usual place. */
const SSHD = process.env.RDUMP_SSHD ?? "/usr/sbin/sshd";
export const HOST = "127.0.0.1";
export const PORT = 20_000 + (process.pid % 10_000);

/** Why no server can run here; false: it can. sshd as root needs its own user. */
export function whyNoServer(): string | false {
  if (!existsSync(SSHD)) return "openssh-server is not installed";
  if (process.getuid?.() === 0 && !/^sshd:/m.test(readFileSync("/etc/passwd", "utf8")))
    return "the user sshd is missing";
  return false;
}

/**
 * A server of the user who runs the test, with its own keys, and an `ssh` in the folder that knows nothing of the user's
 * files. `options`: in front of the key of the user in `authorized_keys`. Resolves when it listens.
 */
export async function startServer(folder: string, options = "") {
  for (const key of ["host", "user"])
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, key)]);
  writeFileSync(join(folder, "authorized"), `${options} ${readFileSync(join(folder, "user.pub"), "utf8")}`.trimStart());
  const config = [
    ...[`Port ${PORT}`, `ListenAddress ${HOST}`, `HostKey ${folder}/host`, `AuthorizedKeysFile ${folder}/authorized`],
    ...["StrictModes no", "UsePAM no", "PidFile none", "PermitRootLogin yes", "LogLevel VERBOSE", "UseDNS no"],
    ...["Subsystem sftp internal-sftp", "AcceptEnv LANG LC_*"],
  ];
  writeFileSync(join(folder, "sshd_config"), `${config.join("\n")}\n`);
  writeFileSync(join(folder, "known"), `[${HOST}]:${PORT} ${readFileSync(join(folder, "host.pub"), "utf8")}`);
  writeFileSync(join(folder, "config"), `UserKnownHostsFile ${folder}/known\nGlobalKnownHostsFile /dev/null\n`);
  writeFileSync(join(folder, "ssh"), `#!/bin/sh\nexec /usr/bin/ssh -F ${folder}/config "$@"\n`, { mode: 0o755 });
  // Of root, sshd wants a directory that its service makes.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const argv = ["-D", "-f", join(folder, "sshd_config"), "-E", join(folder, "log")];
  const server = spawn(SSHD, argv, { stdio: "ignore" });
  const log = () => (existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8") : "");
  while (!log().includes("Server listening")) {
    if (server.exitCode !== null) throw new Error(`sshd ended: ${log()}`);
    await pause(100);
  }
  return { server, log };
}
