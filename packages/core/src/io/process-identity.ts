import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What tells one process from every other that ever ran: numbers alone are used again. */
export interface ProcessIdentity {
  readonly host: string;
  readonly bootId: string;
  /** Outside of its PID namespace a number means nothing. Null when an older version wrote it, which knew of none. */
  readonly pidNamespace: string | null;
  readonly pid: number;
  /** Clock ticks since boot at which it started, as the kernel tells it; empty when that could not be seen. */
  readonly startTime: string;
}

export function ownIdentity(): ProcessIdentity {
  const { pid } = process;
  return { host: hostname(), bootId: bootId(), pidNamespace: pidNamespace(), pid, startTime: startTimeOf(pid) ?? "" };
}

/** True only when it is proven: this host, and another boot, or no such process any more. */
export function isProvablyDead(holder: ProcessIdentity): boolean {
  try {
    return isDead(holder);
  } catch {
    // Here something could not be read, and that proves nothing.
    return false;
  }
}

function isDead(holder: ProcessIdentity): boolean {
  if (holder.host !== hostname() || holder.bootId === "") return false;
  if (holder.bootId !== bootId()) return true;
  if (isElsewhere(holder)) return false;
  const stat = statOf(holder.pid);
  if (stat === null) return isGone(holder.pid);
  return ENDED.has(stat.state) || (holder.startTime !== "" && stat.startTime !== holder.startTime);
}

/**
 * On another host or in another PID namespace, where nobody here can look. What names no namespace is taken for one of this:
 * else the lock that an older version left would stay until the next boot.
 */
export function isElsewhere({ host, pidNamespace: its }: Pick<ProcessIdentity, "host" | "pidNamespace">): boolean {
  return host !== hostname() || (its !== null && its !== pidNamespace());
}

/** It has ended, and nobody has waited for it yet: it does nothing any more. */
const ENDED: ReadonlySet<string> = new Set(["Z", "X", "x"]);

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

function pidNamespace(): string {
  return readlinkSync("/proc/self/ns/pid");
}

/**
 * Fields 3 and 22 of /proc/PID/stat, counted behind the name in parentheses, which may itself hold anything. Null when it
 * cannot be seen, which is also so of the live ones of others (`hidepid`), and of all when /proc is another namespace's.
 */
function statOf(pid: number): { readonly state: string; readonly startTime: string } | null {
  let stat: string;
  try {
    if (readlinkSync("/proc/self") !== String(process.pid)) return null;
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startTime] = [fields[0], fields[19]];
  return state === undefined || startTime === undefined ? null : { state, startTime };
}

/** The kernel's own word, which needs no /proc: `EPERM` is that of one that is alive. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Null when there is no such process, or none that can be seen. One that has ended and was not yet waited for still has one. */
export function startTimeOf(pid: number): string | null {
  return statOf(pid)?.startTime ?? null;
}
