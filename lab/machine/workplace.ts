import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Lab } from "../build/lab.ts";
import type { Disk, Hardware } from "./hardware.ts";

/** A directory of this host for one machine: its disks, its console, the socket of its ssh. */
export interface Workplace {
  readonly directory: string;
  readonly hardware: Pick<Hardware, "accel" | "kernel" | "initrd" | "root" | "console">;
  readonly state: string;
  readonly key: string;
  consoleTail(): string;
  remove(): void;
}

const PREFIX = "rdump-lab-";
const TAIL = 40;

export async function openWorkplace(lab: Lab): Promise<Workplace> {
  sweep();
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(directory, "pid"), `${process.pid}`);
  const root = join(directory, "root.qcow2");
  await execa("qemu-img", ["create", "-q", "-f", "qcow2", "-F", "raw", "-b", lab.image, root]);
  const console = join(directory, "console.log");
  return {
    directory,
    hardware: {
      accel: lab.accel,
      kernel: lab.kernel,
      initrd: lab.initrd,
      root: { file: root, format: "qcow2" },
      console,
    },
    state: lab.state,
    key: lab.key,
    consoleTail: () => tailOf(console),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A sparse file. */
export async function emptyDisk({ directory }: Workplace, name: string, size: string): Promise<Disk> {
  const file = join(directory, `${name}.img`);
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(name) || existsSync(file)) throw new Error(`a disk cannot be named ${name} here`);
  await execa("truncate", ["-s", size, file]);
  return { name, file };
}

/** The last lines of a console. */
export function tailOf(console: string): string {
  if (!existsSync(console)) return "(there is none)";
  return readFileSync(console, "utf8").trimEnd().split("\n").slice(-TAIL).join("\n") || "(nothing was said on it)";
}

/** What killed processes left behind. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const pid = join(tmpdir(), name, "pid");
    if (!existsSync(pid) || existsSync(`/proc/${readFileSync(pid, "utf8")}`)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
