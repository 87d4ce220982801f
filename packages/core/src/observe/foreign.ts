import type { Address } from "../model/address.ts";
import { claimOf, isClaimedMachine, type Ownership } from "../model/ownership.ts";
import type { Point } from "../model/point.ts";

/** A group with the points of other machines in a separate list. */
export function withForeign<T extends { readonly address: Address; readonly points: readonly Point[] }>(
  group: T,
  ownership: Ownership,
): T & { readonly foreign: readonly Point[] } {
  const claim = claimOf(ownership, { address: group.address, volume: "" });
  const isOwn = ({ machine = null }: Point) => isClaimedMachine(machine, claim);
  if (group.points.every(isOwn)) return { ...group, foreign: [] };
  return { ...group, points: group.points.filter(isOwn), foreign: group.points.filter((point) => !isOwn(point)) };
}
