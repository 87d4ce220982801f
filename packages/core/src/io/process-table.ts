import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** The processes of a host. Each call can throw: then nothing is proven. */
export interface ProcessTable {
  readonly pid: number;
  hostname(): string;
  /** Another one after each boot. */
  bootId(): string;
  /** Process numbers mean nothing outside their namespace. */
  pidNamespace(): string;
  /**
   * Null when there is no such process, or none that can be seen. A process that has ended and was not waited for still
   * has one.
   */
  statOf(pid: number): ProcessStat | null;
  /** The kernel's own answer, which needs no /proc: true only when no process has this number. */
  isGone(pid: number): boolean;
}

export interface ProcessStat {
  /** One letter, as proc(5) has it. */
  readonly state: string;
  /** Clock ticks since boot. */
  readonly startTime: string;
}

/** The processes of this machine. */
export const localProcesses: ProcessTable = {
  pid: process.pid,
  hostname,
  bootId: () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
  pidNamespace: () => readlinkSync("/proc/self/ns/pid"),
  statOf,
  isGone,
};

/**
 * Fields 3 and 22 of /proc/PID/stat, counted behind the name in parentheses, which may itself hold anything. Null also
 * for live processes of others (`hidepid`), and for all when /proc is that of another namespace.
 */
function statOf(pid: number): ProcessStat | null {
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

/** `EPERM` is the answer for a process that is alive. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
