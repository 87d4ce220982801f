import { isoOf } from "../model/instant.ts";
import { byAge } from "../model/point.ts";
import type { GroupObservation } from "../provider/observation.ts";

/** The points of another machine in a group. */
export interface OtherMachine {
  readonly machine: string;
  /** The number of points; null for a mirror or clone, which is one state. */
  readonly points: number | null;
  /** The time of the newest point, `2026-11-22T20:06:40Z`; null if `points` is null. */
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
