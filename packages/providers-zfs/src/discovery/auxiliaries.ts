import { type Claim, isClaimedMachine } from "@rdump/core/provider";
import { ownSnapshots } from "./points.ts";
import { momentsOf, type World } from "./world.ts";

/** A snapshot that a run of the source made for a scan or for a clone, and that arrived with its points. */
export type Auxiliary = { readonly name: string; readonly guid: string };

/**
 * Those of a dataset that only receives, which no rule expires. Not its newest snapshot, at which the next stream can begin,
 * and none with a hold or a clone.
 */
export function auxiliariesIn(dataset: string, claim: Claim, world: World): readonly Auxiliary[] {
  const found = (["scan", "clone"] as const).flatMap((purpose) => ownSnapshots(dataset, claim.owners, purpose, world));
  if (found.length === 0) return [];
  const arrived = momentsOf(dataset, world).filter(({ kind }) => kind === "snapshot");
  const newest = arrived.reduce((last, each) => (each.txg > last.txg ? each : last), { txg: -1, guid: "" });
  return found
    .filter(({ guid, machine }) => guid !== newest.guid && isClaimedMachine(machine, claim))
    .filter(({ holds, clones }) => holds === 0 && clones === 0)
    .map(({ name, guid }) => ({ name, guid }));
}
