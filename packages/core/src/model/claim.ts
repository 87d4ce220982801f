import type { Config } from "./config.ts";
import type { Group } from "./group.ts";
import { type Claim, claimOf, type Ownership } from "./ownership.ts";

/** The marks that a config treats as its own. */
export function ownershipIn({ id, machine, formerIds, moved, takenOver, adopted, serve = [] }: Config): Ownership {
  const senders = serve.flatMap(({ name, owner, points }) =>
    points === undefined ? [] : [{ name, owner, machine: points.machine }],
  );
  return {
    ...{ id, machine, formerIds, moved: moved.volumes, takenOver },
    ...(senders.length === 0 ? {} : { senders }),
    ...(adopted === undefined ? {} : { adopted }),
  };
}

/** The marks that a group of a config accepts. */
export function claimFor({ address, volume }: Pick<Group, "address" | "volume">, config: Config): Claim {
  return claimOf(ownershipIn(config), { address, volume: volume.name });
}
