import type { Point } from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { type Purpose, parseSnapshotName } from "../naming/names.ts";
import type { World } from "./world.ts";

/** This owner's snapshots of a dataset, of one purpose. */
export function ownSnapshots(
  dataset: string,
  owner: string,
  purpose: Purpose,
  { snapshots }: World,
): readonly Snapshot[] {
  const found = snapshots.get(dataset) ?? [];
  return found.filter(
    ({ name, mark }) => parseSnapshotName(name)?.purpose === purpose && isOwnSnapshot(name, mark, owner),
  );
}

/** This owner's points in a dataset. */
export function pointsIn(dataset: string, owner: string, world: World): readonly Point[] {
  return ownSnapshots(dataset, owner, "point", world).map(pointOf);
}

function pointOf({ guid, name, holds, clones }: Snapshot): Point {
  const { time, stamp } = parseSnapshotName(name) ?? { time: 0, stamp: "" };
  return { id: guid, name, time, run: stamp, complete: true, held: whatHolds({ holds, clones }) };
}

/** Why a snapshot cannot be destroyed; empty when nothing stands in the way. */
export function whatHolds({ holds, clones }: Pick<Snapshot, "holds" | "clones">): readonly string[] {
  return [...(holds > 0 ? ["somebody holds it (zfs holds)"] : []), ...(clones > 0 ? ["a clone stands on it"] : [])];
}

/** The names of the companions that are there. */
export function companionsIn(dataset: string, owner: string, world: World): readonly string[] {
  return ownSnapshots(dataset, owner, "companion", world).map(({ name }) => name);
}
