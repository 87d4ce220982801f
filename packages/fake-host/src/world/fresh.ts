import { createHash } from "node:crypto";
import type { Draft } from "immer";
import { produce } from "immer";
import type { World } from "./world.ts";

export type Change = (world: Draft<World>) => void;

/** The world after a change. */
export function changed(world: World, change: Change): World {
  return produce(world, change);
}

/** A number that was never used in this world. */
export function freshNumber(world: Draft<World>): number {
  world.next += 1;
  return world.next;
}

/** Like an identity that a tool gives: `hex` digits that nothing else in this world has. */
export function freshHex(world: Draft<World>, hex: number): string {
  return createHash("sha256")
    .update(`identity ${freshNumber(world)}`)
    .digest("hex")
    .slice(0, hex);
}

/** As LVM writes one: `FwcRyH-mt0h-SR0P-Dhyb-kgls-NRKt-STHaQy`. */
export function freshLvmUuid(world: Draft<World>): string {
  const letters = freshHex(world, 32);
  return [0, 6, 10, 14, 18, 22, 26].map((start, index, all) => letters.slice(start, all[index + 1] ?? 32)).join("-");
}
