import type { Tool } from "../tool.ts";
import { report } from "./report.ts";
import { freeExtents } from "./volumes.ts";

export const vgs: Tool = {
  run(world, call) {
    const rows = Object.values(world.groups).map(({ name, extent, extents }) => ({
      vg_name: name,
      vg_size: String(extent * extents),
      vg_free: String(extent * freeExtents(world, name)),
      vg_extent_size: String(extent),
      vg_extent_count: String(extents),
      vg_free_count: String(freeExtents(world, name)),
    }));
    return report(
      world,
      call,
      "vg",
      rows.sort((a, b) => (a.vg_name < b.vg_name ? -1 : 1)),
    );
  },
};
