import { type Row, rowsOf } from "./report.ts";

/** A logical volume from the output of `lvs`. */
export interface LogicalVolume {
  readonly vg: string;
  readonly name: string;
  readonly uuid: string;
  readonly bytes: number;
  /** `linear`, `striped`, `thin`, `pool`, `raid`, `sparse` and the like. */
  readonly layout: readonly string[];
  /** Of a snapshot: the name of what it is a snapshot of. */
  readonly origin: string | null;
  /** Of a thin volume: its pool. */
  readonly pool: string | null;
  /** How full it is (a classic snapshot's room, a pool's data), 0 to 100; null for what cannot be full. */
  readonly dataPercent: number | null;
  readonly metadataPercent: number | null;
  readonly tags: readonly string[];
  readonly active: boolean;
  readonly suspended: boolean;
  readonly merging: boolean;
  /** A classic snapshot that overflowed. */
  readonly invalid: boolean;
  /** `MAJOR:MINOR`; null when it is not active. */
  readonly device: string | null;
}

/** In the order of the query. None is a segment field, so each volume is one row. */
export const VOLUME_FIELDS = [
  "vg_name",
  "lv_name",
  "lv_uuid",
  "lv_size",
  "lv_layout",
  "origin",
  "pool_lv",
  "data_percent",
  "metadata_percent",
  "lv_tags",
  "lv_active",
  "lv_suspended",
  "lv_merging",
  "lv_snapshot_invalid",
  "lv_kernel_major",
  "lv_kernel_minor",
];

/** @returns null when the output is not a report of `lvs` with those fields, in bytes */
export function parseVolumes(output: Buffer): readonly LogicalVolume[] | null {
  const rows = rowsOf("lv", output);
  if (rows === null || rows.some((row) => VOLUME_FIELDS.some((field) => row[field] === undefined))) return null;
  const volumes = rows.map(volumeOf);
  return volumes.some(({ bytes }) => !Number.isSafeInteger(bytes)) ? null : volumes;
}

function volumeOf(row: Row): LogicalVolume {
  const field = (name: string) => row[name] ?? "";
  const major = Number(field("lv_kernel_major"));
  return {
    vg: field("vg_name"),
    name: field("lv_name"),
    uuid: field("lv_uuid"),
    bytes: Number(field("lv_size")),
    layout: listOf(field("lv_layout")),
    origin: field("origin") === "" ? null : field("origin"),
    pool: field("pool_lv") === "" ? null : field("pool_lv"),
    dataPercent: percentOf(field("data_percent")),
    metadataPercent: percentOf(field("metadata_percent")),
    tags: listOf(field("lv_tags")),
    active: isYes(field("lv_active")),
    suspended: isYes(field("lv_suspended")),
    merging: isYes(field("lv_merging")),
    invalid: isYes(field("lv_snapshot_invalid")),
    device: major >= 0 ? `${major}:${field("lv_kernel_minor")}` : null,
  };
}

/** With `--binary` a field is 1, 0, or -1 if it is unknown; older versions print a word or nothing. */
function isYes(value: string): boolean {
  return value !== "" && value !== "0" && value !== "-1" && value !== "unknown";
}

function listOf(value: string): readonly string[] {
  return value === "" ? [] : value.split(",");
}

function percentOf(value: string): number | null {
  return value === "" || Number.isNaN(Number(value)) ? null : Number(value);
}
