import type { Address, Group, HeldSpace, Point } from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";
import { isOwnDataset, isOwnSnapshot } from "../naming/marks.ts";
import { type Purpose, type SnapshotName, unfinishedClone } from "../naming/names.ts";
import type { World } from "./world.ts";

export type NamedSnapshot = Snapshot & { readonly named: SnapshotName };

/** These owners' snapshots of a dataset, of one purpose, made by any machine. */
export function ownSnapshots(
  dataset: string,
  owners: readonly string[],
  purpose: Purpose,
  { snapshots }: Pick<World, "snapshots">,
): readonly NamedSnapshot[] {
  const found = snapshots.get(dataset) ?? [];
  return found.filter(
    (each): each is NamedSnapshot => each.named?.purpose === purpose && isOwnSnapshot(each.named, each.mark, owners),
  );
}

/** By the full name of a snapshot: for each declared clone made from it, the group of that clone. */
export type Standing = ReadonlyMap<string, readonly Address[]>;

/** What declared targets need of the snapshots of a dataset. */
export interface Uses {
  readonly clones: Standing;
  /** By the full name of a snapshot: for each declared replica whose next stream begins at it or leads to it, its group. */
  readonly replicas: Standing;
  /** By the full name of a snapshot: how many of its holds are those of declared replicas. */
  readonly ownHolds: ReadonlyMap<string, number>;
  /** By the full name of a snapshot that only replicas need: what it takes. */
  readonly spaces: ReadonlyMap<string, HeldSpace>;
}

export const NO_USES: Uses = { clones: new Map(), replicas: new Map(), ownHolds: new Map(), spaces: new Map() };

/** These owners' points in a dataset. */
export function pointsIn(dataset: string, owners: readonly string[], world: World, uses: Uses): readonly Point[] {
  return ownSnapshots(dataset, owners, "point", world).map((snapshot) => pointOf(snapshot, uses));
}

export function pointOf({ dataset, guid, name, named, machine, holds, clones }: NamedSnapshot, uses: Uses): Point {
  const { time, stamp } = named;
  const full = `${dataset}@${name}`;
  const ofClones = uses.clones.get(full) ?? [];
  const ownHolds = uses.ownHolds.get(full) ?? 0;
  const held = whatHolds({ holds: holds - ownHolds, clones: clones - ofClones.length });
  const heldBy = [...new Set([...ofClones, ...(uses.replicas.get(full) ?? [])])].sort();
  const holders = heldBy.length === 0 ? {} : { heldBy };
  const heldSpace = uses.spaces.get(full);
  const space = heldSpace === undefined || ofClones.length > 0 ? {} : { heldSpace };
  return { id: guid, name, time, run: stamp, machine, state: "complete", held, ...holders, ...space };
}

/**
 * The snapshots that declared clones of this owner were made from. A renewal destroys the clone that an interrupted one
 * left, and then the old clone: both depend on the same group.
 */
export function standingIn(owners: readonly string[], groups: readonly Group[], { datasets }: World): Standing {
  const standing = new Map<string, Address[]>();
  for (const { address, target } of groups) {
    if (target.targetType !== "clones/zfs") continue;
    for (const name of [target.dataset, unfinishedClone(target.dataset)]) {
      const { origin = null, mark } = datasets.get(name) ?? {};
      if (origin === null || !isOwnDataset(target.dataset, mark ?? null, owners)) continue;
      standing.set(origin, [...(standing.get(origin) ?? []), address]);
    }
  }
  return standing;
}

/** Why a snapshot cannot be destroyed; empty if it can. */
export function whatHolds({ holds, clones }: Pick<Snapshot, "holds" | "clones">): readonly string[] {
  return [...(holds > 0 ? ["it has a hold (zfs holds)"] : []), ...(clones > 0 ? ["a clone depends on it"] : [])];
}

/** The identities of all other snapshots of a dataset. */
export function othersIn(dataset: string, points: readonly Point[], { snapshots }: World): readonly string[] {
  const own = new Set(points.map(({ id }) => id));
  return (snapshots.get(dataset) ?? []).flatMap(({ guid }) => (own.has(guid) ? [] : [guid]));
}

/** The names of the existing companions. */
export function companionsIn(
  dataset: string,
  owners: readonly string[],
  world: Pick<World, "snapshots">,
): readonly string[] {
  return ownSnapshots(dataset, owners, "companion", world).map(({ name }) => name);
}
