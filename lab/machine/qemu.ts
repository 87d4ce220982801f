import { closeSync, openSync } from "node:fs";
import { execa } from "execa";
import { dyingWithUs } from "./dying-with-us.ts";
import { type Hardware, qemuArgv } from "./hardware.ts";
import { until } from "./patience.ts";
import { type Monitor, openMonitor } from "./qmp.ts";

/** A running QEMU. */
export interface Qemu {
  readonly monitor: Monitor;
  /** The port of 127.0.0.1 behind which the machine's sshd listens. */
  readonly sshPort: number;
  /** Why it no longer runs; null while it does. */
  ended(): string | null;
  /** As when the plug is pulled. */
  kill(): Promise<void>;
}

/** Switches a machine on; with `state`, it goes on from there, and stands still until `cont`. */
export async function startQemu(hardware: Omit<Hardware, "resumeFrom">, state: string | null): Promise<Qemu> {
  const descriptor = state === null ? null : openSync(state, "r");
  const argv = qemuArgv({ ...hardware, resumeFrom: descriptor === null ? null : 3 });
  const [command = "", ...args] = dyingWithUs(argv);
  // execa hands an open file over under any number; its types say so up to 2 only.
  const more = descriptor === null ? [] : [descriptor as never];
  const child = execa(command, args, { stdio: ["pipe", "pipe", "pipe", ...more], buffer: false, reject: false });
  let said = "";
  let end: string | null = null;
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4096);
  });
  const ended = child.then(({ exitCode, signal }) => {
    end = `QEMU ended (${signal ?? `exit code ${exitCode}`}): ${said.trim() || "it said nothing"}`;
  });
  if (descriptor !== null) closeSync(descriptor);
  try {
    const monitor = await openMonitor(child.stdout, child.stdin);
    if (state !== null) await resumed(monitor);
    return {
      monitor,
      sshPort: await sshPortOf(monitor),
      ended: () => end,
      kill: async () => {
        child.kill("SIGKILL");
        await ended;
      },
    };
  } catch (error) {
    child.kill("SIGKILL");
    await ended;
    throw new Error(`the machine does not start. ${end}`, { cause: error });
  }
}

async function resumed(monitor: Monitor): Promise<void> {
  const look = async () => {
    const { status } = (await monitor.execute("query-status")) as { status: string };
    return status === "inmigrate" ? null : status;
  };
  await until(60, look, () => "the saved state was not read within 60 s");
}

async function sshPortOf(monitor: Monitor): Promise<number> {
  const said = await monitor.human("info usernet");
  const port = /TCP\[HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)/.exec(said)?.[1];
  if (port === undefined) throw new Error(`QEMU forwards no port:\n${said}`);
  return Number(port);
}
