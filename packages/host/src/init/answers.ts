import type { Dataset, LogicalVolume, Pool, VolumeGroup } from "./facts.ts";

export const VOLUME_FIELDS = [
  "vg_name",
  "lv_name",
  "lv_size",
  "lv_layout",
  "origin",
  "lv_kernel_major",
  "lv_kernel_minor",
];
export const GROUP_FIELDS = ["vg_name", "vg_free", "vg_extent_size"];
export const POOL_FIELDS = [
  "name",
  "guid",
  "size",
  "allocated",
  "free",
  "capacity",
  "health",
  "readonly",
  "altroot",
] as const;
export const DATASET_FIELDS = [
  "name",
  "type",
  "guid",
  "mountpoint",
  "mounted",
  "canmount",
  "origin",
  "used",
  "available",
  "referenced",
  "receive_resume_token",
] as const;

type Row = { readonly [field: string]: unknown };

/** The output of `lvs` as JSON, sizes in bytes. Null: it is not such an output. */
export function parseVolumes(output: Buffer): readonly LogicalVolume[] | null {
  const rows = reportOf("lv", VOLUME_FIELDS, output);
  const volumes = rows?.map((row): LogicalVolume => {
    const field = (name: string) => row[name] ?? "";
    return {
      vg: field("vg_name"),
      name: field("lv_name").replace(/^\[|\]$/g, ""),
      bytes: Number(field("lv_size")),
      layout: field("lv_layout").split(","),
      isSnapshot: field("origin") !== "",
      device: Number(field("lv_kernel_major")) >= 0 ? `${field("lv_kernel_major")}:${field("lv_kernel_minor")}` : null,
    };
  });
  return volumes?.every(({ bytes }) => Number.isSafeInteger(bytes)) === true ? volumes : null;
}

/** The output of `vgs` as JSON, sizes in bytes. Null: it is not such an output. */
export function parseGroups(output: Buffer): readonly VolumeGroup[] | null {
  const rows = reportOf("vg", GROUP_FIELDS, output);
  const groups = rows?.map((row) => ({
    name: row.vg_name ?? "",
    free: Number(row.vg_free),
    extent: Number(row.vg_extent_size),
  }));
  return groups?.every(({ free, extent }) => Number.isSafeInteger(free) && Number.isSafeInteger(extent)) === true
    ? groups
    : null;
}

/** The output of `zpool list -Hp`. Null: it is not such an output. */
export function parsePools(output: Buffer): readonly Pool[] | null {
  const pools = tableOf(POOL_FIELDS, output)?.map(({ name, free, health, readonly }) => ({
    name,
    free: Number(free),
    health,
    readOnly: readonly === "on",
  }));
  return pools?.every(({ free }) => Number.isSafeInteger(free)) === true ? pools : null;
}

/** The output of `zfs list -Hp`. Null: it is not such an output. */
export function parseDatasets(output: Buffer): readonly Dataset[] | null {
  const rows = tableOf(DATASET_FIELDS, output);
  if (
    rows?.every(({ type, used }) => /^(filesystem|volume)$/.test(type) && Number.isSafeInteger(Number(used))) !== true
  )
    return null;
  return rows.map(({ name, type, used, receive_resume_token }) => ({
    name,
    type: type === "volume" ? "volume" : "filesystem",
    used: Number(used),
    isPartial: receive_resume_token !== "-",
  }));
}

/** Names, one a line. */
export function parseNames(output: Buffer): readonly string[] {
  return [...new Set(output.toString().split("\n").filter(Boolean))];
}

/**
 * The devices of removable disks in the output of `lsblk --json`. The disk of the root file system is not removable.
 * Null: it is not such an output.
 */
export function parseRemovable(output: Buffer): ReadonlySet<string> | null {
  const parsed = objectIn(output);
  if (!Array.isArray(parsed?.blockdevices)) return null;
  const removable = new Set<string>();
  for (const disk of parsed.blockdevices.filter(isRow)) {
    const all = withChildren(disk, 0);
    const isSystem = all.some(({ mountpoints }) => Array.isArray(mountpoints) && mountpoints.includes("/"));
    if (isSystem || !(isYes(disk.rm) || disk.tran === "usb")) continue;
    for (const each of all) removable.add(String(each["maj:min"]).trim());
  }
  return removable;
}

/** Deeper trees do not occur. */
const DEEPEST = 16;

function withChildren(device: Row, depth: number): readonly Row[] {
  const children = Array.isArray(device.children) && depth < DEEPEST ? device.children.filter(isRow) : [];
  return [device, ...children.flatMap((child) => withChildren(child, depth + 1))];
}

function isYes(value: unknown): boolean {
  return value === true || value === "1";
}

/** The lines of /proc/swaps. */
export function parseSwaps(content: Buffer): readonly { readonly path: string; readonly isFile: boolean }[] {
  return content
    .toString()
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [path, type] = line.split(/\s+/);
      if (path === undefined || type === undefined) return [];
      const plain = path.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) =>
        String.fromCharCode(Number.parseInt(octal, 8)),
      );
      return [{ path: plain, isFile: type === "file" }];
    });
}

function reportOf(
  kind: string,
  fields: readonly string[],
  output: Buffer,
): readonly { [field: string]: string }[] | null {
  const parsed = objectIn(output);
  if (!Array.isArray(parsed?.report)) return null;
  const rows: { [field: string]: string }[] = [];
  for (const part of parsed.report) {
    const found: unknown = isRow(part) ? part[kind] : null;
    if (!Array.isArray(found)) return null;
    for (const row of found) {
      if (!isRow(row) || fields.some((field) => typeof row[field] !== "string")) return null;
      rows.push(row as { [field: string]: string });
    }
  }
  return rows;
}

function tableOf<F extends string>(fields: readonly F[], output: Buffer): readonly { [K in F]: string }[] | null {
  const lines = output.toString().split("\n");
  if (lines.at(-1) === "") lines.pop();
  const rows = lines.map((line) => line.split("\t"));
  if (rows.some((row) => row.length !== fields.length)) return null;
  return rows.map(
    (row) => Object.fromEntries(fields.map((field, at) => [field, row[at] ?? ""])) as { [K in F]: string },
  );
}

function objectIn(output: Buffer): Row | null {
  try {
    const parsed: unknown = JSON.parse(output.toString());
    return isRow(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
