import type { Point } from "../model/point.ts";
import type { Completes } from "./flows/volume-flow.ts";

/**
 * The points with their holds after this plan. A group that gets a new point in this plan releases the point that it
 * depends on now; every other group keeps its hold.
 */
export function heldAfter(points: readonly Point[], completes: Completes): readonly Point[] {
  if (points.every(({ heldBy }) => heldBy === undefined)) return points;
  return points.map((point) => {
    const holders = (point.heldBy ?? []).filter((holder) => !completes.has(holder));
    if (holders.length === 0) return point;
    return { ...point, held: [...point.held, ...holders.map((holder) => `${holder} depends on it`)] };
  });
}

/** The identities of the points that other groups need until this plan has made their new points. */
export function neededNow(points: readonly Point[], completes: Completes): ReadonlySet<string> {
  const isNeeded = ({ heldBy = [] }: Point) => heldBy.some((holder) => completes.has(holder));
  return new Set(points.filter(isNeeded).map(({ id }) => id));
}

/** The actions that release these points. */
export function releasesOf(points: readonly Point[], going: readonly { readonly id: string }[], completes: Completes) {
  const ids = new Set(going.map(({ id }) => id));
  const holders = points.flatMap(({ id, heldBy = [] }) => (ids.has(id) ? heldBy : []));
  return [...new Set(holders)].flatMap((holder) => completes.get(holder) ?? []);
}
