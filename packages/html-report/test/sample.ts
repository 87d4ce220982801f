import type { GroupStatus, HostReport, ReportedPoint, ReportedRun } from "@rdump/core";

export const NOW = Date.parse("2026-11-28T03:00:00Z");
const DAY = 86_400_000;

function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

interface Wish {
  readonly host?: string;
  readonly volumes?: number;
  /** For each volume: daily for 30, then weekly. */
  readonly points?: number;
  readonly runs?: number;
}

/** A report of a host that makes a point a day of each volume. The sizes grow by one byte in a thousand a point. */
export function sampleReport({ host = "hearth", volumes = 2, points = 40, runs = 60 }: Wish = {}): HostReport {
  const names = Array.from({ length: volumes }, (_, index) => `volume${index}`);
  return {
    formatVersion: 1,
    timezone: "UTC",
    status: {
      formatVersion: 1,
      host,
      machine: "m",
      rdump: "0.1.0",
      owner: host,
      asOf: iso(NOW),
      running: null,
      lastRun: { run: "R0", status: "ok", began: iso(NOW - DAY), ended: iso(NOW - DAY + 1000) },
      groups: names.map((volume) => sampleGroup(volume, { points })),
      upkeep: [],
      forgotten: [],
      drift: [],
      shrunken: [],
    },
    points: names.flatMap((volume) => pointsOf(volume, points)),
    runs: Array.from({ length: runs }, (_, index): ReportedRun => {
      const began = NOW - index * DAY;
      return { run: `R${index}`, status: "ok", began: iso(began), ended: iso(began + 600_000), problems: [] };
    }),
  };
}

export function sampleGroup(volume: string, other: Partial<GroupStatus> = {}): GroupStatus {
  return {
    address: `${volume}.archives["offsite"]`,
    volume,
    state: "ok",
    observed: iso(NOW),
    newest: { id: "i", name: "n", time: iso(NOW) },
    age: 0,
    points: 1,
    incomplete: 0,
    invalid: 0,
    foreign: 0,
    slot: "2026-11-28",
    due: false,
    overdue: false,
    nextDue: iso(NOW + DAY),
    obstacle: null,
    ...other,
  };
}

function pointsOf(volume: string, count: number): readonly ReportedPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const age = count - 1 - index;
    const days = age < 30 ? age : 30 + (age - 30) * 7;
    return { address: `${volume}.archives["offsite"]`, time: iso(NOW - days * DAY), bytes: 1_000_000 + index * 1000 };
  });
}
