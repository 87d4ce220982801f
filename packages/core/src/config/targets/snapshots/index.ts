import { datasetKey } from "../../../model/address.ts";
import type { SnapshotsTarget } from "../../../model/targets/snapshots.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { readSchedule } from "../reading.ts";
import type { TargetContext, TargetReader } from "../target-kind.ts";

export const SNAPSHOTS: TargetReader = { kind: "snapshots", needsZfs: true, read, hints: {} };

/** A volume has at most one group of snapshots. Its key is the dataset of the source. */
function read(cursor: Cursor, { naming, source, words }: TargetContext): readonly Placed<SnapshotsTarget>[] {
  if (!cursor.exists) return [];
  const key = source?.type === "zfs" ? datasetKey(source.host ?? null, source.dataset) : "";
  const target: SnapshotsTarget = {
    kind: "snapshots",
    targetType: "snapshots/zfs",
    address: naming("snapshots", key),
    ...readSchedule(cursor, words),
  };
  return [{ target, key, cursor }];
}
