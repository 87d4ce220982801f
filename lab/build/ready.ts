import { join } from "node:path";
import { execPath } from "node:process";
import { execa } from "execa";
import { machinesMirrors } from "./apt.ts";
import { buildLab } from "./build-lab.ts";
import { CannotHere, requireHost } from "./host.ts";

const PREPARE = join(import.meta.dirname, "../../scripts/prepare.mjs");

/** Installs what the lab needs of this host and builds it; gives why it cannot be here, or null when it is ready. */
export async function readyLab(print: (line: string) => void): Promise<string | null> {
  try {
    requireHost();
    machinesMirrors();
    await requireRooms();
  } catch (error) {
    if (error instanceof CannotHere) return error.message;
    throw error;
  }
  const stderr = ["pipe", "inherit"] as const;
  const prepared = await execa(execPath, [PREPARE, "lab"], {
    stdin: "ignore",
    stdout: "inherit",
    stderr,
    reject: false,
  });
  if (prepared.exitCode !== 0)
    return prepared.stderr.trimEnd().split("\n").at(-1) ?? "its programs cannot be installed";
  await buildLab(print);
  return null;
}

/** Root of a container may be root of nothing. */
async function requireRooms(): Promise<void> {
  const room = ["--fork", "--pid", "--mount-proc", "true"];
  const { exitCode, stderr } = await execa("unshare", room, { reject: false, stdin: "ignore" });
  if (exitCode !== 0) throw new CannotHere(`root may not make namespaces and mounts here: ${stderr}`);
}
