import type { Dataset } from "../answers/datasets.ts";

/**
 * Properties that rdump sets on the datasets it makes, each as `NAME=VALUE`. A dataset inherits every other property,
 * so that compression, deduplication, copies, sync and the like stay what the administrator chose for the pool. Quotas
 * and reservations are not inherited by ZFS: a new dataset has none of its own.
 */
export type Setting = string;

const NOT_SHARED = ["sharenfs=off", "sharesmb=off"] as const;

/** Nothing in it runs, and no file in it leads to a device. */
const INERT_PROPERTIES = ["devices", "setuid", "exec"] as const;
const INERT = INERT_PROPERTIES.map((name) => `${name}=off`);

/** With `snapdir=visible`, `.zfs` would be archived with the files, and rsync would try to delete it in a mirror. */
const FOR_COPIES = ["readonly=off", "snapdir=hidden"] as const;

/** Other snapshot tools respect this property. */
export const NO_FOREIGN_SNAPSHOTS = "com.sun:auto-snapshot=false";

/**
 * Of a clone that a run reads. POSIX ACLs and extended attributes are as visible as in the source, or they were not
 * saved.
 */
export function scanSettings(path: string, attributes: Attributes | null): readonly Setting[] {
  return [
    ...["canmount=noauto", `mountpoint=${path}`, "atime=off", ...INERT, ...FOR_COPIES, ...NOT_SHARED],
    ...settingsOf(attributes),
    NO_FOREIGN_SNAPSHOTS,
  ];
}

/** Properties of every mirror: it can store all files of a Linux volume, and only root has access. */
export const MIRROR_MUST: readonly Setting[] = ["acltype=posix", "xattr=sa", ...INERT, ...FOR_COPIES, ...NOT_SHARED];

/** `canmount=noauto`: a mirror may be a copy of `/`. */
export const MIRROR: readonly Setting[] = [...MIRROR_MUST, "atime=off", "canmount=noauto", NO_FOREIGN_SNAPSHOTS];

/** Of a dataset that only contains others. */
export const PARENT: readonly Setting[] = ["canmount=off", ...NOT_SHARED];

/** Of a dataset that contains replicas: no replica is mounted because of it, and no other tool makes snapshots of them. */
export const REPLICA_PARENT: readonly Setting[] = [...PARENT, "mountpoint=none", NO_FOREIGN_SNAPSHOTS];

/** `isMirror`: it is a declared mirror too, of the volume whose child is mirrored below it. */
export type MissingParent = { readonly name: string; readonly isMirror: boolean };

/** Of what contains the clones that runs read. */
export const SCAN_PARENT: readonly Setting[] = [...PARENT, "mountpoint=none", "atime=off", NO_FOREIGN_SNAPSHOTS];

/** `of`: the result of `cloneSettings`. */
export function declaredCloneSettings(of: readonly Setting[]): readonly Setting[] {
  return ["canmount=noauto", NO_FOREIGN_SNAPSHOTS, ...of];
}

/**
 * How a dataset shows ACLs and extended attributes. Neither comes from the snapshot: a clone inherits them from its
 * parent.
 */
export type Attributes = { readonly acltype: string; readonly xattr: string };

export function attributesOf({ acltype, xattr }: Dataset): Attributes | null {
  return acltype === null || xattr === null ? null : { acltype, xattr };
}

function settingsOf(attributes: Attributes | null): readonly Setting[] {
  return attributes == null ? [] : [`acltype=${attributes.acltype}`, `xattr=${attributes.xattr}`];
}

const SHARES = ["sharenfs", "sharesmb"] as const;

/**
 * Of a clone for people: ACLs count as in the source, and programs, set-user-ID bits and devices do not work where they
 * do not in the source. It is shared only if its users said so: `own` are the properties that the clone before has
 * itself.
 */
export function cloneSettings(
  source: Dataset | undefined,
  before: Dataset | undefined,
  own: ReadonlySet<string>,
): readonly Setting[] {
  const shares = SHARES.map((name) => `${name}=${(own.has(name) ? before?.[name] : null) ?? "off"}`);
  const inert = INERT_PROPERTIES.filter((name) => source?.[name] === "off").map((name) => `${name}=off`);
  return [...shares, ...settingsOf(source === undefined ? null : attributesOf(source)), ...inert];
}

/** The shares that a dataset inherits. */
export function inheritedShares(dataset: Dataset, own: ReadonlySet<string>): readonly Setting[] {
  return SHARES.filter((name) => !own.has(name) && (dataset[name] ?? "off") !== "off").map(
    (name) => `${name}=${dataset[name]}`,
  );
}

/** The property's name. */
export function nameOf(setting: Setting): string {
  return setting.slice(0, setting.indexOf("="));
}

export function optionsOf(settings: readonly Setting[]): readonly string[] {
  return settings.flatMap((setting) => ["-o", setting]);
}
