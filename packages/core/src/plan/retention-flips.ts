import type { Instant } from "../model/instant.ts";

/** How many moments are looked into before an early answer has to do. */
const PATIENCE = 64;

/**
 * The first instant after `now` at which the rules would keep other points than they do now. `now` has a say in two
 * things alone: a point of the future becomes one of the present at its own time, and a point is no longer `within` when
 * it has come to just that age. So only those moments are tried; `select` gives the reasons that hold at one of them, null for an expired point.
 */
export function firstFlip(
  times: readonly Instant[],
  within: number | null,
  now: Instant,
  reasons: readonly (object | null)[],
  select: (at: Instant) => readonly (object | null)[],
): Instant | null {
  const moments = momentsAfter(times, within, now);
  for (const moment of moments.subarray(0, PATIENCE)) {
    const then = select(moment);
    if (reasons.some((reason, index) => (reason === null) !== (then[index] === null))) return moment;
  }
  return moments[PATIENCE] ?? null;
}

function momentsAfter(times: readonly Instant[], within: number | null, now: Instant): Float64Array {
  const moments = new Set<Instant>();
  for (const time of times) {
    if (time > now) moments.add(time);
    if (within !== null && time + within > now) moments.add(time + within);
  }
  return Float64Array.from(moments).sort();
}
