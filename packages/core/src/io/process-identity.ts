import { localProcesses, type ProcessTable } from "./process-table.ts";

/** The identity of a process, different from all earlier processes: process numbers are reused. */
export interface ProcessIdentity {
  readonly host: string;
  readonly bootId: string;
  /** Null when an older version wrote it, which knew of none. */
  readonly pidNamespace: string | null;
  readonly pid: number;
  /** Clock ticks since boot at which it started, as the kernel tells it; empty when that could not be seen. */
  readonly startTime: string;
}

/** The identity of this process, and the facts that it can prove about others. */
export interface Identity {
  own(): ProcessIdentity;
  /** True only when it is proven: this host, and another boot, or no such process any more. */
  isProvablyDead(other: ProcessIdentity): boolean;
  /**
   * On another host or in another PID namespace, where this process cannot look. A process without a namespace is taken
   * for one of this namespace: else the lock that an older version left would stay until the next boot.
   */
  isElsewhere(other: Pick<ProcessIdentity, "host" | "pidNamespace">): boolean;
}

/** The identity of a process of a host. */
export function identityIn(table: ProcessTable): Identity {
  const isElsewhere: Identity["isElsewhere"] = ({ host, pidNamespace }) =>
    host !== table.hostname() || (pidNamespace !== null && pidNamespace !== table.pidNamespace());
  const isDead = (other: ProcessIdentity) => {
    if (other.host !== table.hostname() || other.bootId === "") return false;
    if (other.bootId !== table.bootId()) return true;
    if (isElsewhere(other)) return false;
    const stat = table.statOf(other.pid);
    if (stat === null) return table.isGone(other.pid);
    return ENDED.has(stat.state) || (other.startTime !== "" && stat.startTime !== other.startTime);
  };
  return {
    own: () => ({
      host: table.hostname(),
      bootId: table.bootId(),
      pidNamespace: table.pidNamespace(),
      pid: table.pid,
      startTime: table.statOf(table.pid)?.startTime ?? "",
    }),
    isProvablyDead(other) {
      try {
        return isDead(other);
      } catch {
        // An unreadable file proves nothing.
        return false;
      }
    },
    isElsewhere,
  };
}

/** A zombie: the process has ended, and its parent has not waited for it yet. */
const ENDED: ReadonlySet<string> = new Set(["Z", "X", "x"]);

/** The identity of this process on this machine. */
export const thisProcess: Identity = identityIn(localProcesses);
