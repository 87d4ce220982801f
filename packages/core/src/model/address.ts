/** Where the points of a volume are kept. */
export const TARGET_KINDS = ["snapshots", "archives", "mirrors", "replicas", "clones"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** `VOLUME.TARGET["KEY"]`: how plan, JSON, errors and options name a group. */
export type Address = string;

/** The key is a JSON string, so that none of its characters is read as syntax. */
export function addressOf(volume: string, target: TargetKind, key: string): Address {
  return `${volume}.${target}[${JSON.stringify(key)}]`;
}

/** The key of a dataset: one name on two hosts is two datasets. Null: this host. */
export function datasetKey(host: string | null, dataset: string): string {
  return host === null ? dataset : `${host}:${dataset}`;
}

/** A group that is made from another group: an archive of a mirror. */
export function nestedAddress(parent: Address, target: TargetKind, key: string): Address {
  return `${parent}.${target}[${JSON.stringify(key)}]`;
}

/** A repository, which several groups can share. */
export function repositoryAddress(name: string): Address {
  return `repository[${JSON.stringify(name)}]`;
}

/** A point, after the address of its group. */
export function pointAddress(group: Address, pointName: string): string {
  return `${group}@${pointName}`;
}
