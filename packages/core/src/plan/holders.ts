import type { Point } from "../model/point.ts";
import type { Completes } from "./flows/volume-flow.ts";

/**
 * Points as they are held once this plan is carried out: what one of our own points stands on is free when that one is made
 * anew, and held as long as it is not.
 */
export function heldAfter(points: readonly Point[], completes: Completes): readonly Point[] {
  if (points.every(({ heldBy }) => heldBy === undefined)) return points;
  return points.map((point) => {
    const { heldBy, held } = point;
    if (heldBy === undefined || completes.has(heldBy)) return point;
    return { ...point, held: [...held, `${heldBy} stands on it`] };
  });
}

/** The actions that let go of these points. */
export function letGoBy(points: readonly Point[], going: readonly { readonly id: string }[], completes: Completes) {
  const ids = new Set(going.map(({ id }) => id));
  const holders = points.flatMap(({ id, heldBy }) => (heldBy !== undefined && ids.has(id) ? [heldBy] : []));
  return [...new Set(holders)].flatMap((holder) => completes.get(holder) ?? []);
}
