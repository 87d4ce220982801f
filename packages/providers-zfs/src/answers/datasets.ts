import { DATASET_PROPERTY, RUN_PROPERTY } from "../naming/marks.ts";
import { type Answer, eachOf, namedRowsOf } from "./table.ts";

/** A dataset, as `zfs list` tells of it. */
export interface Dataset {
  readonly name: string;
  readonly type: "filesystem" | "volume";
  readonly guid: string;
  /** The property: a path, `none` or `legacy`; null for a volume. */
  readonly mountpoint: string | null;
  /** It is mounted when its pool is, or with all others: false for `noauto`, `off`, and a volume. */
  readonly mountsItself: boolean;
  /** Null for what is not encrypted. */
  readonly keyLoaded: boolean | null;
  /** Of a clone: the snapshot that it stands on. */
  readonly origin: string | null;
  /** Bytes written since its newest snapshot, or since it was cloned. Reading can write times. */
  readonly written: number;
  readonly mark: string | null;
  readonly run: string | null;
}

export const DATASET_FIELDS = [
  "name",
  "type",
  "guid",
  "mountpoint",
  "canmount",
  "keystatus",
  "origin",
  "written",
  DATASET_PROPERTY,
  RUN_PROPERTY,
  "name",
];

export function parseDatasets(output: Buffer): Answer<readonly Dataset[]> {
  const rows = namedRowsOf(output, DATASET_FIELDS.length);
  return eachOf(rows, ([name, type, guid, mountpoint, canmount, key, origin, written, mark, run]) => {
    if (name == null || guid == null || (type !== "filesystem" && type !== "volume")) return null;
    const keyLoaded = key == null || key === "none" ? null : key === "available";
    const mountsItself = canmount === "on";
    const rest = { origin: origin ?? null, written: Number(written ?? 0), mark: mark ?? null, run: run ?? null };
    return { name, type, guid, mountpoint: mountpoint ?? null, mountsItself, keyLoaded, ...rest } satisfies Dataset;
  });
}
