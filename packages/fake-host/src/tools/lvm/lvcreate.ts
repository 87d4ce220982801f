import { changed, freshLvmUuid } from "../../world/fresh.ts";
import type { FileSystem, LogicalVolume, World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, refused, type Tool } from "../tool.ts";
import { deviceOf, findVolume, freeExtents, freeMinor } from "./volumes.ts";

const KNOWN = {
  "--snapshot": "flag",
  "--name": "value",
  "--size": "value",
  "--setactivationskip": "value",
  "--addtag": "value",
} as const;

/**
 * `lvcreate --snapshot`. LVM first makes a plain volume of the name and wipes its beginning, then suspends the origin,
 * turns the volume into a snapshot of it, and lets the origin go on. A thin one is first recorded, and then made while
 * the origin is suspended. Killed, it leaves one of the states between.
 */
export const lvcreate: Tool = {
  run(world, call) {
    const asked = taken(world, call);
    return "exitCode" in asked
      ? asked
      : done(snapshotted(world, asked, false), `  Logical volume "${asked.name}" created.\n`);
  },

  halves(world, call) {
    const asked = taken(world, call);
    if ("exitCode" in asked) return [];
    const made = asked.bytes === null ? thinRecorded(world, asked) : plain(world, asked);
    return [
      { what: "the volume is there, and no snapshot yet", world: made },
      { what: "the snapshot is made, and its origin suspended", world: snapshotted(world, asked, true) },
    ];
  },
};

interface Asked {
  readonly origin: LogicalVolume;
  readonly name: string;
  /** Null: thin. */
  readonly bytes: number | null;
  readonly tags: readonly string[];
}

function taken(world: World, { argv }: Call): Asked | Ended {
  const options = Options.parse(argv.slice(1), KNOWN);
  const [vg = "", lv = ""] = (options.words[0] ?? "").split("/");
  const name = options.one("--name") ?? "";
  const group = world.groups[vg];
  if (group === undefined)
    return refused(world, 5, `  Volume group "${vg}" not found\n  Cannot process volume group ${vg}`);
  const origin = findVolume(world, vg, lv);
  if (origin === undefined) return refused(world, 5, `  Snapshot origin LV ${lv} not found in Volume group ${vg}.`);
  if (findVolume(world, vg, name) !== undefined) {
    return refused(world, 5, `  Logical Volume "${name}" already exists in volume group "${vg}"`);
  }
  const tags = options.all("--addtag");
  const size = options.one("--size");
  if (size === null) {
    const pool = world.volumes.find((each) => each.vg === vg && each.name === origin.pool);
    if (origin.kind !== "thin" || pool === undefined)
      return refused(world, 3, "  Please specify either size or extents with snapshots.");
    if ((pool.percent ?? 0) >= 100) {
      return refused(
        world,
        5,
        `  WARNING: Thin pool ${vg}/${pool.name} is out of data space.\n  Cannot create new thin volume, free space in thin pool ${vg}/${pool.name} reached threshold.`,
      );
    }
    return { origin, name, bytes: null, tags };
  }
  const [, digits] = /^(\d+)b$/.exec(size) ?? [];
  if (digits === undefined) throw new Error(`the fake takes a size in bytes: ${size}`);
  // A snapshot can use no more than its origin and its own tables.
  const most = Math.ceil((origin.bytes * 1.01) / group.extent);
  const extents = Math.min(most, Math.ceil(Number(digits) / group.extent));
  const free = freeExtents(world, vg);
  if (extents > free) {
    return refused(
      world,
      5,
      `  Volume group "${vg}" has insufficient free space (${free} extents): ${extents} required.`,
    );
  }
  return { origin, name, bytes: extents * group.extent, tags };
}

function plain(world: World, { origin, name, bytes, tags }: Asked): World {
  const minor = freeMinor(world);
  return changed(world, (draft) => {
    draft.volumes.push({
      vg: origin.vg,
      name,
      uuid: freshLvmUuid(draft),
      kind: "linear",
      bytes: bytes ?? origin.bytes,
      tags: [...tags],
      minor,
      suspended: false,
      origin: null,
      pool: null,
      percent: null,
      invalid: false,
    });
  });
}

/** A thin snapshot is in the metadata of LVM before its pool makes it. */
function thinRecorded(world: World, asked: Asked): World {
  const { origin, name } = asked;
  return changed(plain(world, asked), (draft) => {
    for (const each of draft.volumes) {
      if (each.vg !== origin.vg || each.name !== name) continue;
      Object.assign(each, { kind: "thin", origin: origin.name, pool: origin.pool, minor: null });
    }
  });
}

function snapshotted(world: World, asked: Asked, suspended: boolean): World {
  const { origin, name, bytes } = asked;
  const content = world.devices[deviceOf(origin) ?? ""];
  return changed(suspended ? suspend(plain(world, asked), origin) : plain(world, asked), (draft) => {
    const made = draft.volumes.find((each) => each.vg === origin.vg && each.name === name);
    if (made === undefined) throw new Error("the snapshot was just made");
    made.origin = origin.name;
    made.kind = bytes === null ? "thin" : "linear";
    made.pool = bytes === null ? origin.pool : null;
    made.percent = bytes === null ? 1 : 0.1;
    if (content !== undefined) draft.devices[`253:${made.minor}`] = structuredClone(content) as FileSystem;
  });
}

function suspend(world: World, origin: LogicalVolume): World {
  return changed(world, (draft) => {
    for (const each of draft.volumes) if (each.uuid === origin.uuid) each.suspended = true;
  });
}
