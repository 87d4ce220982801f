import { changed } from "../../world/fresh.ts";
import type { LogicalVolume, World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, refused, type Tool } from "../tool.ts";
import { deviceOf, findVolume, isMounted, snapshotsOf } from "./volumes.ts";

/**
 * `lvremove --yes vg/lv`. LVM first turns a classic snapshot into a plain volume, for which the origin is suspended, and
 * then removes that: killed, it leaves one of the states between.
 */
export const lvremove: Tool = {
  run(world, call) {
    const found = taken(world, call);
    if ("exitCode" in found) return found;
    return done(removed(world, found), `  Logical volume "${found.name}" successfully removed.\n`);
  },

  halves(world, call) {
    const found = taken(world, call);
    if ("exitCode" in found || found.kind !== "linear" || found.origin === null) return [];
    return [
      { what: "the origin is suspended, and the snapshot still there", world: suspended(world, found) },
      {
        what: "the snapshot is a plain volume, and its origin suspended",
        world: parted(suspended(world, found), found),
      },
      { what: "the snapshot is a plain volume", world: parted(world, found) },
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

function suspended(world: World, snapshot: LogicalVolume): World {
  return changed(world, (draft) => {
    for (const each of draft.volumes) if (isOriginOf(each, snapshot)) each.suspended = true;
  });
}

/** The space of the former snapshot is a volume of its own, without a file system. */
function parted(world: World, snapshot: LogicalVolume): World {
  return changed(world, (draft) => {
    for (const each of draft.volumes) {
      if (each.uuid === snapshot.uuid) Object.assign(each, { origin: null, percent: null, invalid: false });
    }
    const device = deviceOf(snapshot);
    if (device !== null) delete draft.devices[device];
  });
}

function removed(world: World, volume: LogicalVolume): World {
  return changed(parted(world, volume), (draft) => {
    draft.volumes = draft.volumes.filter(({ uuid }) => uuid !== volume.uuid);
  });
}
