import { changed } from "../../world/fresh.ts";
import type { LogicalVolume, World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, refused, type Tool } from "../tool.ts";
import { deviceOf, findVolume, isMounted, snapshotsOf } from "./volumes.ts";

/** `lvremove --yes vg/lv`. For a classic snapshot the origin is suspended while it is taken off. */
export const lvremove: Tool = {
  run(world, call) {
    const found = taken(world, call);
    return "exitCode" in found
      ? found
      : done(removed(world, found, false), `  Logical volume "${found.name}" successfully removed.\n`);
  },

  halves(world, call) {
    const found = taken(world, call);
    if ("exitCode" in found || found.kind !== "linear" || found.origin === null) return [];
    const suspended = changed(world, (draft) => {
      for (const each of draft.volumes) if (isOriginOf(each, found)) each.suspended = true;
    });
    return [
      { what: "the origin is suspended, and the snapshot still there", world: suspended },
      { what: "the snapshot is gone, and its origin suspended", world: removed(world, found, true) },
    ];
  },
};

function taken(world: World, { argv }: Call): LogicalVolume | Ended {
  const { words } = Options.parse(argv.slice(1), { "--yes": "flag" });
  const [vg = "", name = ""] = (words[0] ?? "").split("/");
  const found = findVolume(world, vg, name);
  if (found === undefined) return refused(world, 5, `  Failed to find logical volume "${vg}/${name}"`);
  if (isMounted(world, found)) return refused(world, 5, `  Logical volume ${vg}/${name} contains a filesystem in use.`);
  if (found.kind === "linear" && snapshotsOf(world, found).length > 0) {
    throw new Error(`somebody removes an origin: ${vg}/${name}`);
  }
  return found;
}

function isOriginOf(each: LogicalVolume, snapshot: LogicalVolume): boolean {
  return each.vg === snapshot.vg && each.name === snapshot.origin;
}

function removed(world: World, volume: LogicalVolume, leaveSuspended: boolean): World {
  return changed(world, (draft) => {
    draft.volumes = draft.volumes.filter(({ uuid }) => uuid !== volume.uuid);
    const device = deviceOf(volume);
    if (device !== null) delete draft.devices[device];
    for (const each of draft.volumes) if (isOriginOf(each, volume)) each.suspended = leaveSuspended;
  });
}
