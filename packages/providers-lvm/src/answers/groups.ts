import { rowsOf } from "./report.ts";

/** A volume group from the output of `vgs`. Sizes in bytes. */
export interface VolumeGroup {
  readonly name: string;
  readonly free: number;
  readonly extent: number;
}

export const GROUP_FIELDS = ["vg_name", "vg_free", "vg_extent_size"];

/** @returns null when the output is not a report of `vgs` with those fields, in bytes */
export function parseGroups(output: Buffer): readonly VolumeGroup[] | null {
  const rows = rowsOf("vg", output);
  if (rows === null) return null;
  const groups = rows.map(({ vg_name, vg_free, vg_extent_size }) => ({
    name: vg_name ?? "",
    free: Number(vg_free),
    extent: Number(vg_extent_size),
  }));
  const isWhole = ({ name, free, extent }: VolumeGroup) =>
    name !== "" && Number.isSafeInteger(free) && Number.isSafeInteger(extent) && extent > 0;
  return groups.every(isWhole) ? groups : null;
}
