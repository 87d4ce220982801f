import { createHash } from "node:crypto";
import { basename, join } from "node:path/posix";
import { type Instant, stampOf } from "@rdump/core/provider";

/** The owner of an object. */
export type Owned = { readonly owner: string; readonly volume: string };

/**
 * The purpose of a snapshot of rdump: a `point` is kept by rules; a `companion` contains the integrity data of a point,
 * and is destroyed with it; a `scan` exists only while a run reads; a `clone` is the origin of a declared clone.
 */
export type Purpose = "point" | "companion" | "scan" | "clone";

const SUFFIX: { readonly [purpose in Purpose]: string } = {
  point: "",
  companion: "-rsure",
  scan: "-scan",
  clone: "-clone",
};

/** The part of a snapshot's name behind the `@`. */
export function snapshotName(stamp: string, purpose: Purpose): string {
  return `rdump-${stamp}${SUFFIX[purpose]}`;
}

export interface SnapshotName {
  readonly stamp: string;
  readonly time: Instant;
  readonly purpose: Purpose;
}

const SHAPE = /^rdump-((\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z)(-rsure|-scan|-clone)?$/;

/** The parsed name of a snapshot; null for a name that rdump does not give. */
export function parseSnapshotName(name: string): SnapshotName | null {
  const match = SHAPE.exec(name);
  const [, stamp = "", ...rest] = match ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest.slice(0, 6).map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  if (match === null || stampOf(time) !== stamp) return null;
  const purposes = Object.entries(SUFFIX) as [Purpose, string][];
  const purpose = purposes.find(([, suffix]) => suffix === (match[8] ?? ""))?.[0] ?? "point";
  return { stamp, time, purpose };
}

/** Whether rdump gives snapshots this name, as points. */
export function isPointName(name: string): boolean {
  return parseSnapshotName(name)?.purpose === "point";
}

export function poolOf(dataset: string): string {
  return dataset.split("/", 1)[0] ?? dataset;
}

/** The dataset of a snapshot or a bookmark. */
export function datasetIn(full: string): string {
  return full.split(/[@#]/, 1)[0] ?? full;
}

/** All ancestors of a dataset, the pool first. */
export function ancestorsOf(dataset: string): readonly string[] {
  const parts = dataset.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Where a pool's clones for scans are. */
export function scanParent(pool: string, scratchDataset: string): string {
  return `${pool}/${scratchDataset}`;
}

/** A volume's clone for scans: the same on every run, so that at most one is ever left over. */
export function scanClone(parent: string, { owner, volume }: Owned): string {
  const digest = createHash("sha256").update(`${owner}\0${volume}`).digest("hex").slice(0, 8);
  return `${parent}/${volume.replaceAll("/", ":").slice(0, 60)}-${digest}`;
}

/** What a clone for scans is called once it could not be destroyed. Its mark keeps the name that it had. */
export function asideName(clone: string, stamp: string): string {
  return `${clone}.aside-${stamp}`;
}

/** The name that a clone had before it was put aside; null: it was not. */
export function beforeAside(name: string): string | null {
  return /^(.+)\.aside-\d{8}T\d{6}Z$/.exec(name)?.[1] ?? null;
}

/** Where a restore or a proof mounts a snapshot, and the snapshot with its integrity data. */
export type PointPlace = "read:" | "record:";

/** The mount point: the same on every run, because borg identifies files by their path. */
export function mountPath(
  scratch: string,
  owner: string,
  what: "" | "mirror:" | "point:" | PointPlace,
  name: string,
): string {
  return join(scratch, `${owner}@${what}${name.replaceAll("/", "+")}`);
}

/** The volume whose clone for scans has this path; null if the path belongs to no volume of this owner. */
export function volumeAt(path: string, owner: string): string | null {
  const name = basename(path);
  return name.startsWith(`${owner}@`) ? name.slice(owner.length + 1).replaceAll("+", "/") : null;
}

/** The name of a new declared clone until the old one is destroyed. */
export function unfinishedClone(dataset: string): string {
  return `${dataset}.rdump-new`;
}
