import type { ProcessTable } from "@rdump/core/host";

/** A process of rdump on a simulated host: numbers are used again, start times are not, and each boot has an id of its own. */
export interface FakeProcess {
  readonly hostname: string;
  readonly boot: number;
  readonly pid: number;
  readonly startTime: number;
}

/** The processes of a host on which this process alone is alive. */
export function processesWith({ hostname, boot, pid, startTime }: FakeProcess): ProcessTable {
  return {
    pid,
    hostname: () => hostname,
    bootId: () => `boot-${boot}`,
    pidNamespace: () => "pid:[4026531836]",
    statOf: (other) => (other === pid ? { state: "R", startTime: String(startTime) } : null),
    isGone: (other) => other !== pid,
  };
}
