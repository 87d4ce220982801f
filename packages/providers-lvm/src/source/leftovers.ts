import type { Leftover } from "@rdump/core/provider";
import type { LogicalVolume } from "../answers/volumes.ts";
import type { Snapshot } from "../commands.ts";
import { mountPath, snapshotName } from "../naming/names.ts";
import { ownerIn, runIn, volumeIn } from "../naming/tags.ts";

/**
 * Snapshots of this owner's that are still there, whatever volume they were made for: nobody keeps one beyond its run. The
 * mount of each is taken down before it; where there is none, that does nothing.
 */
export function leftoversIn(owner: string, scratch: string, volumes: readonly LogicalVolume[]): readonly Leftover[] {
  return volumes.flatMap((found): readonly Leftover[] => {
    const volume = volumeIn(found.tags);
    const run = runIn(found.tags);
    if (volume === null || run === null || ownerIn(found.tags) !== owner) return [];
    // Tags can be given by hand: only the name that this owner's snapshot of this volume has is one of ours.
    if (found.origin === null || found.name !== snapshotName({ owner, volume })) return [];
    const input = snapshotLeft(found, { owner, volume }, scratch, volumes);
    const named = `the snapshot ${found.vg}/${found.name}`;
    return [
      { volume, run, kind: "lvm/mount", input, says: `${named} may still be mounted: ${run} died` },
      { volume, run, kind: "lvm/snapshot", input, says: `${named} was left over: ${run} died` },
    ];
  });
}

/** What taking it down needs to know. What only its making needs is gone with the run. */
function snapshotLeft(
  { vg, name, origin }: LogicalVolume,
  owned: { readonly owner: string; readonly volume: string },
  scratch: string,
  volumes: readonly LogicalVolume[],
): Snapshot {
  const lv = origin ?? "";
  const originUuid = volumes.find((each) => each.vg === vg && each.name === lv)?.uuid ?? "";
  return { ...owned, vg, lv, originUuid, name, bytes: null, path: mountPath(scratch, owned), scratch, type: "ext4" };
}
