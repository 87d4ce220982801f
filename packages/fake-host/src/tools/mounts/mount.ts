import { fileSystemOf, type Location, locate } from "../../kernel/locate.ts";
import type { World } from "../../world/world.ts";
import { deviceOf } from "../lvm/volumes.ts";
import { Options } from "../options.ts";
import { done, type Ended, Hung, refused, type Tool } from "../tool.ts";
import { deviceOfDataset, snapshotOpened } from "../zfs/datasets.ts";
import { mounted } from "./mounted.ts";

const HINT = "\n       dmesg(1) may have more information after failed mount system call.";

/** `mount -t TYPE -o OPTIONS DEVICE POINT`. One step in the kernel. */
export const mount: Tool = {
  run(world, { argv }) {
    const options = Options.parse(argv.slice(1), { "-t": "value", "-o": "value" });
    const [from = "", point = ""] = options.words;
    const place = locate(world, point);
    if (place === null) return refused(world, 32, `mount: ${point}: mount point does not exist.${HINT}`);
    if (options.one("-t") === "zfs") return mountedZfs(world, from, place);
    const device = deviceBehind(world, from);
    if (device === null) return refused(world, 32, `mount: ${point}: special device ${from} does not exist.${HINT}`);
    const found = world.devices[device];
    const wanted = (options.one("-o") ?? "").split(",");
    const hasTwin =
      found?.type === "xfs" &&
      world.mounts.some((each) => each.device !== device && fileSystemOf(world, each.device).uuid === found.uuid);
    if (found === undefined || found.type !== options.one("-t") || (hasTwin && !wanted.includes("nouuid"))) {
      return refused(
        world,
        32,
        `mount: ${point}: wrong fs type, bad option, bad superblock on ${from}, missing codepage or helper program, or other error.${HINT}`,
      );
    }
    return done(mounted(world, { device, from, point: place.real, parent: place.mount.id }));
  },
};

/** A file system of ZFS, or a snapshot of one, by its name. */
function mountedZfs(before: World, from: string, place: Location): Ended {
  const opened = from.includes("@")
    ? snapshotOpened(before, from)
    : { world: before, device: deviceOfDataset(before, from) };
  if (opened.device === null) {
    return refused(before, 1, `filesystem '${from}' cannot be mounted, unable to open the dataset`);
  }
  return done(mounted(opened.world, { device: opened.device, from, point: place.real, parent: place.mount.id }));
}

/** `/dev/vg/lv`, once udev has put it there. */
function deviceBehind(world: World, path: string): string | null {
  const [, vg, lv] = /^\/dev\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const volume = world.volumes.find((each) => each.vg === vg && each.name === lv);
  if (volume?.suspended === true) throw new Hung(`a mount of ${path}`);
  return volume === undefined ? null : deviceOf(volume);
}
