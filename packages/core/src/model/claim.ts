import type { Config } from "./config.ts";
import type { Group } from "./group.ts";
import { type Claim, claimOf, type Ownership } from "./ownership.ts";

/** The marks that a config treats as its own. */
export function ownershipIn({ id, machine, formerIds, moved, takenOver, adopted }: Config): Ownership {
  const ownership = { id, machine, formerIds, moved: moved.volumes, takenOver };
  return adopted === undefined ? ownership : { ...ownership, adopted };
}

/** The marks that a group of a config accepts. */
export function claimFor({ address, volume }: Pick<Group, "address" | "volume">, config: Config): Claim {
  return claimOf(ownershipIn(config), { address, volume: volume.name });
}
