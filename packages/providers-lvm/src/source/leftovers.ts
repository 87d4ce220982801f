import type { Leftover, LvmSource } from "@rdump/core/provider";
import type { LogicalVolume } from "../answers/volumes.ts";
import type { Snapshot } from "../commands.ts";
import { mountPath, snapshotName } from "../naming/names.ts";
import { ownerIn, runIn, volumeIn } from "../naming/tags.ts";

/** The owner of the leftovers, and its logical volumes by the names of the volumes. */
export interface Whose {
  readonly owner: string;
  readonly scratch: string;
  readonly declared: ReadonlyMap<string, LvmSource>;
}

/**
 * Existing snapshots of this owner for any volume: no snapshot is kept after its run. The mount of each is removed
 * first; without a mount that has no effect.
 */
export function leftoversIn(
  { owner, scratch, declared }: Whose,
  volumes: readonly LogicalVolume[],
): readonly Leftover[] {
  return volumes.flatMap((found): readonly Leftover[] => {
    const volume = volumeIn(found.tags);
    const run = runIn(found.tags);
    if (volume === null || run === null || ownerIn(found.tags) !== owner) return [];
    // Tags can be given by hand: only the name that this owner's snapshot of this volume has is one of ours. A killed
    // lvcreate
    // or lvremove leaves it as a plain volume without an origin, and may leave the origin suspended.
    if (found.name !== snapshotName({ owner, volume })) return [];
    const source = declared.get(volume);
    const lv = found.origin ?? (source?.vg === found.vg ? source.lv : "");
    const originUuid = volumes.find((each) => each.vg === found.vg && each.name === lv)?.uuid ?? "";
    const input = snapshotLeft(found, { owner, volume, lv, originUuid, scratch });
    const named = `the snapshot ${found.vg}/${found.name}`;
    return [
      { volume, run, time: null, kind: "lvm/mount", input, says: `${named} may still be mounted: run ${run} left it` },
      { volume, run, time: null, kind: "lvm/snapshot", input, says: `${named} was left over by run ${run}` },
    ];
  });
}

/** The data for its removal. Data that only its creation needs is lost with the run. */
function snapshotLeft(
  { vg, name }: LogicalVolume,
  known: Pick<Snapshot, "owner" | "volume" | "lv" | "originUuid" | "scratch">,
): Snapshot {
  return { ...known, vg, name, bytes: null, path: mountPath(known.scratch, known), type: "ext4" };
}
