import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** What tells one process from every other that ever ran: numbers alone are used again. */
export interface ProcessIdentity {
  readonly host: string;
  readonly bootId: string;
  readonly pid: number;
  /** Clock ticks since boot at which it started, as the kernel tells it. */
  readonly startTime: string;
}

export function ownIdentity(): ProcessIdentity {
  return { host: hostname(), bootId: bootId(), pid: process.pid, startTime: startTimeOf(process.pid) ?? "" };
}

/** True only when it is proven: this host, and another boot, or no such process any more. */
export function isProvablyDead(holder: ProcessIdentity): boolean {
  if (holder.host !== hostname()) return false;
  if (holder.bootId !== bootId()) return true;
  const stat = statOf(holder.pid);
  return stat === null || stat.startTime !== holder.startTime || ENDED.has(stat.state);
}

/** It has ended, and nobody has waited for it yet: it does nothing any more. */
const ENDED: ReadonlySet<string> = new Set(["Z", "X", "x"]);

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** Fields 3 and 22 of /proc/PID/stat, counted behind the name in parentheses, which may itself hold anything. */
function statOf(pid: number): { readonly state: string; readonly startTime: string } | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startTime] = [fields[0], fields[19]];
  return state === undefined || startTime === undefined ? null : { state, startTime };
}

/** Null when there is no such process. A process that has ended and was not yet waited for still has one. */
export function startTimeOf(pid: number): string | null {
  return statOf(pid)?.startTime ?? null;
}
