import { type SnapshotName, snapshotName } from "./names.ts";

/** On a snapshot: its owner, and the name of its run. One atomic command gives the same mark to all its snapshots. */
export const POINT_PROPERTY = "rdump:point";
/** On a dataset: its owner, and its own full name, because child datasets inherit the mark. */
export const DATASET_PROPERTY = "rdump:dataset";
/** The same on a dataset that only contains others: it holds no files that rdump may delete. */
export const PARENT_PROPERTY = "rdump:parent";
/**
 * The machine that made it, and the name that the mark above it names: `DIGEST/rdump-STAMP`, `DIGEST/DATASET`. So what
 * is inherited names another thing, and counts for nothing. Version 0.1 set no such property.
 */
export const MACHINE_PROPERTY = "rdump:machine";
/** The run that made it. */
export const RUN_PROPERTY = "rdump:run";

export function pointMark(owner: string, stamp: string): string {
  return `${owner}/${snapshotName(stamp, "point")}`;
}

/** Whether a snapshot belongs to one of these owners: its mark must have the same run as its name. */
export function isOwnSnapshot(named: SnapshotName | null, mark: string | null, owners: readonly string[]): boolean {
  return named !== null && owners.some((owner) => mark === pointMark(owner, named.stamp));
}

/** Whether the mark of a snapshot names this snapshot, of any owner. An inherited mark does not. */
export function hasPointMark({ stamp }: Pick<SnapshotName, "stamp">, mark: string | null): boolean {
  return mark?.endsWith(`/${snapshotName(stamp, "point")}`) === true;
}

/** Whether a dataset has the mark of one of these owners. */
export function isOwnDataset(dataset: string, mark: string | null, owners: readonly string[]): boolean {
  return owners.some((owner) => mark === datasetMark(owner, dataset));
}

/** `of`: the name of the dataset, or that of the point of the run. */
export function machineMark(machine: string, of: string): string {
  return `${machine}/${of}`;
}

/** The digest of the machine; null without a mark that names the thing itself. */
export function machineIn(mark: string | null, of: string): string | null {
  const [machine = ""] = mark?.split("/", 1) ?? [];
  return /^[0-9a-f]{16}$/.test(machine) && mark === machineMark(machine, of) ? machine : null;
}

export function datasetMark(owner: string, dataset: string): string {
  return `${owner}/${dataset}`;
}
