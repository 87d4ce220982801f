import { type SnapshotName, snapshotName } from "./names.ts";

/** On a snapshot: its owner, and the name of its run. One atomic command gives the same mark to all its snapshots. */
export const POINT_PROPERTY = "rdump:point";
/** On a dataset: its owner, and its own full name, because child datasets inherit the mark. */
export const DATASET_PROPERTY = "rdump:dataset";
/** The same on a dataset that only contains others: it holds no files that rdump may delete. */
export const PARENT_PROPERTY = "rdump:parent";
/** The run that made it. */
export const RUN_PROPERTY = "rdump:run";

export function pointMark(owner: string, stamp: string): string {
  return `${owner}/${snapshotName(stamp, "point")}`;
}

/** Whether a snapshot belongs to this owner: its mark must have the same run as its name. */
export function isOwnSnapshot(named: SnapshotName | null, mark: string | null, owner: string): boolean {
  return named !== null && mark === pointMark(owner, named.stamp);
}

export function datasetMark(owner: string, dataset: string): string {
  return `${owner}/${dataset}`;
}
