import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { dyingWithUs } from "./dying-with-us.ts";
import { until } from "./patience.ts";

/** A lasting connection to one machine: what runs over it costs no new handshake. */
export interface Connection {
  /** The command that runs a command line over there. */
  argv(line: string): readonly string[];
  isUp(): Promise<boolean>;
  close(): void;
}

const SILENT = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"];

export async function connect(
  key: string,
  port: number,
  directory: string,
  seconds: number,
  connectionError: () => string | null,
): Promise<Connection> {
  const socket = join(directory, "ssh");
  const options = ["-F", "none", "-i", key, "-p", String(port), "-S", socket];
  const settings = [...SILENT, "ConnectTimeout=10", "ServerAliveInterval=0"].flatMap((each) => ["-o", each]);
  const [ssh, ...common] = ["ssh", ...options, ...settings, "root@127.0.0.1"] as const;
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const left = (end - performance.now()) / 1000;
    // Of a connection that was killed.
    rmSync(socket, { force: true });
    const [command = "", ...args] = dyingWithUs([ssh, "-M", "-N", ...common]);
    const master = execa(command, args, { stdin: "ignore", stdout: "ignore", reject: false });
    const ended = master.then(({ stderr }) => stderr);
    const up = until(
      left,
      () => (existsSync(socket) ? true : null),
      () => "late",
    );
    const outcome = await Promise.race([up, ended]).catch((error: Error) => error);
    if (outcome === true) {
      const isUp = async () => {
        const { exitCode } = await execa(ssh, [...common, "-O", "check"], { reject: false, stdin: "ignore" });
        return exitCode === 0;
      };
      return { argv: (line) => [ssh, ...common, "--", line], isUp, close: () => master.kill("SIGKILL") };
    }
    master.kill("SIGKILL");
    const said = typeof outcome === "string" ? outcome : "no answer";
    const why = connectionError();
    if (why !== null) throw new Error(why);
    if (performance.now() > end) throw new Error(`ssh to the machine did not come up within ${seconds} s: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
