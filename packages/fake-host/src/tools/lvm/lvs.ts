import type { LogicalVolume, World } from "../../world/world.ts";
import type { Tool } from "../tool.ts";
import { type Row, report } from "./report.ts";
import { isMounted } from "./volumes.ts";

export const lvs: Tool = {
  run(world, call) {
    const sorted = [...world.volumes].sort((a, b) => (`${a.vg}/${a.name}` < `${b.vg}/${b.name}` ? -1 : 1));
    return report(
      world,
      call,
      "lv",
      sorted.map((volume) => rowOf(world, volume)),
    );
  },
};

const LAYOUT = { linear: "linear", thin: "thin,sparse", pool: "thin,pool" } as const;

function rowOf(world: World, volume: LogicalVolume): Row {
  const isClassicSnapshot = volume.kind === "linear" && volume.origin !== null;
  return {
    vg_name: volume.vg,
    lv_name: volume.name,
    lv_uuid: volume.uuid,
    lv_size: String(volume.bytes),
    lv_layout: LAYOUT[volume.kind],
    origin: volume.origin ?? "",
    pool_lv: volume.pool ?? "",
    data_percent: volume.percent === null || volume.minor === null ? "" : volume.percent.toFixed(2),
    metadata_percent: volume.kind === "pool" ? "10.00" : "",
    lv_tags: [...volume.tags].sort().join(","),
    lv_active: fact(volume.minor !== null),
    lv_suspended: volume.minor === null ? "-1" : fact(volume.suspended),
    lv_merging: "0",
    lv_snapshot_invalid: isClassicSnapshot && volume.minor !== null ? fact(volume.invalid) : "-1",
    lv_device_open: fact(isMounted(world, volume)),
    lv_kernel_major: volume.minor === null ? "-1" : "253",
    lv_kernel_minor: String(volume.minor ?? -1),
  };
}

function fact(value: boolean): string {
  return value ? "1" : "0";
}
