import { isoOf } from "../model/instant.ts";
import { byAge } from "../model/point.ts";
import type { GroupObservation } from "../provider/observation.ts";

/** What a group has of another machine. */
export interface OtherMachine {
  readonly machine: string;
  /** Null: its one mirror or clone, which cannot be counted. */
  readonly points: number | null;
  /** The newest of its points, `2026-11-22T20:06:40Z`; null as `points`. */
  readonly newest: string | null;
}

/** The other machines that have points in a group, sorted. */
export function otherMachinesIn({ foreign = [], otherMachine }: GroupObservation): readonly OtherMachine[] {
  if (otherMachine !== undefined) return [{ machine: otherMachine, points: null, newest: null }];
  const machines = [...new Set(foreign.flatMap(({ machine }) => machine ?? []))].sort();
  return machines.map((machine) => {
    const points = foreign.filter((point) => point.machine === machine).sort(byAge);
    return { machine, points: points.length, newest: isoOf(points.at(-1)?.time ?? 0) };
  });
}
