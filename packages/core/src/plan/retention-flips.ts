import type { Instant } from "../model/instant.ts";

/** After so many arrivals of future points, the next moment is returned without a test. It can be too early. */
const PATIENCE = 32;

/**
 * The first instant after `now` at which the rules keep other points than they do now. Only two things depend on `now`:
 * a future point becomes present at its time, and a point leaves `within` when it reaches that age. `select` returns
 * the reasons at a moment, null for an expired point.
 *
 * Between two arrivals, points only leave `within`, so the set of kept points only becomes smaller: a rule does not
 * count points that are already kept, so with a smaller set it reaches less far, and never ends short where it did not
 * before. So it is enough to compare the last moment before the next arrival, and a change in between can be bisected.
 */
export function firstFlip(
  times: readonly Instant[],
  within: number | null,
  now: Instant,
  reasons: readonly (object | null)[],
  select: (at: Instant) => readonly (object | null)[],
): Instant | null {
  const differs = (at: Instant) => {
    const then = select(at);
    return reasons.some((reason, index) => (reason === null) !== (then[index] === null));
  };
  const arrivals = new Set(times.filter((time) => time > now));
  let rest = momentsAfter(times, within, now);
  for (let tries = 0; ; tries++) {
    const first = rest.at(0);
    if (first === undefined) return null;
    if (tries === PATIENCE || differs(first)) return first;
    const next = rest.findIndex((moment, index) => index > 0 && arrivals.has(moment));
    const stretch = next === -1 ? rest : rest.subarray(0, next);
    if (differs(stretch.at(-1) ?? first)) return bisect(stretch, differs);
    rest = rest.subarray(stretch.length);
  }
}

function momentsAfter(times: readonly Instant[], within: number | null, now: Instant): Float64Array {
  const moments = new Set<Instant>();
  for (const time of times) {
    if (time > now) moments.add(time);
    if (within !== null && time + within > now) moments.add(time + within);
  }
  return Float64Array.from(moments).sort();
}

/** The first moment with a difference, by bisection: the first has none, the last has one, and a difference stays. */
function bisect(moments: Float64Array, differs: (at: Instant) => boolean): Instant | null {
  let same = 0;
  let different = moments.length - 1;
  while (different - same > 1) {
    const middle = Math.floor((same + different) / 2);
    if (differs(moments[middle] ?? Number.NaN)) different = middle;
    else same = middle;
  }
  return moments[different] ?? null;
}
