import type { Instant } from "../model/instant.ts";
import { byAge, type Point } from "../model/point.ts";

/** A point that can be a difference to another one. */
export type Link = Pick<Point, "id" | "base">;

/** The points without which these cannot be restored. Points that were not observed are left out. */
export function basesOf(points: Iterable<Link>, all: readonly Link[]): ReadonlySet<string> {
  const bases = new Map(all.flatMap(({ id, base }) => (base === undefined ? [] : [[id, base] as const])));
  const needed = new Set<string>();
  for (const { id, base } of points) {
    for (let next = base ?? bases.get(id); next !== undefined && !needed.has(next); next = bases.get(next))
      needed.add(next);
  }
  return needed;
}

/** `going` without the points that others need: those that stay, and the point that is made as a difference to `made`. */
export function withoutBases<P extends Link>(
  going: readonly P[],
  all: readonly Link[],
  made: string | null,
): readonly P[] {
  if (made === null && all.every(({ base }) => base === undefined)) return going;
  const goes = new Set(going.map(({ id }) => id));
  const staying = all.filter(({ id }) => !goes.has(id) || id === made);
  const needed = basesOf(staying, all);
  return going.filter(({ id }) => id !== made && !needed.has(id));
}

/** The id of the oldest point that a point goes back to; its own id if it is full. Each point is looked at once. */
function rootsOf(all: readonly Link[]): (point: Link) => string {
  const bases = new Map(all.map(({ id, base }) => [id, base]));
  const known = new Map<string, string>();
  return ({ id }) => {
    const way = new Set([id]);
    let root = known.get(id) ?? id;
    for (let next = bases.get(root); next !== undefined && bases.has(next) && !way.has(next); next = bases.get(root)) {
      way.add(next);
      root = known.get(next) ?? next;
    }
    for (const each of way) known.set(each, root);
    return root;
  };
}

/** In an order in which none is deleted before a difference to it: chain by chain, the newest of each first. */
export function inOrderOfDeletion<P extends Link & { readonly name: string; readonly time: Instant }>(
  points: readonly P[],
  all: readonly Link[],
): readonly P[] {
  const oldestFirst = [...points].sort(byAge);
  if (all.every(({ base }) => base === undefined)) return oldestFirst;
  const rootOf = rootsOf(all);
  const chains = new Map<string, P[]>();
  for (const point of oldestFirst) {
    const chain = chains.get(rootOf(point));
    if (chain === undefined) chains.set(rootOf(point), [point]);
    else chain.push(point);
  }
  return [...chains.values()].flatMap((chain) => chain.reverse());
}

/** The part of a group that goes, from 0 to 1. Each chain counts as one point, since it goes as a whole. */
export function partOf(going: readonly Link[], all: readonly Link[]): number {
  if (all.every(({ base }) => base === undefined)) return going.length / Math.max(1, all.length);
  const rootOf = rootsOf(all);
  const counted = (points: readonly Link[]) => {
    const counts = new Map<string, number>();
    for (const point of points) counts.set(rootOf(point), (counts.get(rootOf(point)) ?? 0) + 1);
    return counts;
  };
  const sizes = counted(all);
  const parts = [...counted(going)].map(([root, count]) => count / (sizes.get(root) ?? count));
  return parts.reduce((sum, part) => sum + part, 0) / sizes.size;
}
