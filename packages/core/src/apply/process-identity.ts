import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

/** What tells one process from every other that ever ran: numbers alone are used again. */
export interface ProcessIdentity {
  readonly host: string;
  readonly bootId: string;
  readonly pid: number;
  /** Clock ticks since boot at which it started, as the kernel tells it. */
  readonly startTime: string;
}

export async function ownIdentity(): Promise<ProcessIdentity> {
  return {
    host: hostname(),
    bootId: await bootId(),
    pid: process.pid,
    startTime: (await startTimeOf(process.pid)) ?? "",
  };
}

/** True only when it is proven: this host, and another boot, or no such process any more. */
export async function isProvablyDead(holder: ProcessIdentity): Promise<boolean> {
  if (holder.host !== hostname()) return false;
  if (holder.bootId !== (await bootId())) return true;
  return (await startTimeOf(holder.pid)) !== holder.startTime;
}

async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
}

/** Field 22 of /proc/PID/stat, counted behind the name in parentheses, which may itself hold anything. */
async function startTimeOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
