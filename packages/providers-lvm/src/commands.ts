import { type Command, changer, mover, query, type RunRef } from "@rdump/core/provider";
import { GROUP_FIELDS } from "./answers/groups.ts";
import { VOLUME_FIELDS } from "./answers/volumes.ts";
import { devicePath, mapperName, type Owned } from "./naming/names.ts";
import { tagsFor } from "./naming/tags.ts";

/** The data of a snapshot for scopes and commands. It is part of plans. */
export type Snapshot = Owned & {
  readonly vg: string;
  /** The origin of the snapshot. */
  readonly lv: string;
  readonly originUuid: string;
  readonly name: string;
  /** The room of a classic snapshot in bytes, whole extents; null for a thin one. */
  readonly bytes: number | null;
  readonly path: string;
  /** The scopes' own directory. */
  readonly scratch: string;
  readonly type: FileSystem;
};

export type FileSystem = "ext2" | "ext3" | "ext4" | "xfs";

const REPORT = ["--reportformat", "json", "--units", "b", "--nosuffix", "--binary"] as const;
const ROOT = { root: true } as const;

/** The volumes of these groups. A group that does not exist is left out without an error. */
export function volumesQuery(groups: readonly string[]): Command {
  return query(["lvs", ...REPORT, "--options", VOLUME_FIELDS.join(","), "--select", selection(groups)], ROOT);
}

export function groupsQuery(groups: readonly string[]): Command {
  return query(["vgs", ...REPORT, "--options", GROUP_FIELDS.join(","), "--select", selection(groups)], ROOT);
}

/** LVM's names hold nothing that means something in a selection: the config's reader sees to that. */
function selection(groups: readonly string[]): string {
  return groups.map((name) => `vg_name="${name}"`).join("||");
}

export function createCommand(snapshot: Snapshot, run: RunRef): Command {
  const { vg, lv, name, bytes } = snapshot;
  // A thin snapshot is skipped at activation unless told otherwise, and could not be mounted.
  const kind = bytes === null ? ["--setactivationskip", "n"] : ["--size", `${bytes}b`];
  const tags = tagsFor(snapshot, run.id).flatMap((tag) => ["--addtag", tag]);
  return changer(["lvcreate", "--snapshot", "--name", name, ...kind, ...tags, `${vg}/${lv}`], ROOT);
}

export function removeCommand({ vg, name }: Snapshot): Command {
  return changer(["lvremove", "--yes", `${vg}/${name}`], ROOT);
}

/**
 * Drops the table that a killed program had prepared for the origin. It can depend on a device without a table: a
 * resume would activate it, and all access to the origin would fail.
 */
export function clearCommand({ vg, lv }: Snapshot): Command {
  return changer(["dmsetup", "clear", mapperName(vg, lv)], ROOT);
}

/** What lets an origin go on when the program that had suspended it was killed. */
export function resumeCommand({ vg, lv }: Snapshot): Command {
  return changer(["dmsetup", "resume", mapperName(vg, lv)], ROOT);
}

/** Makes the kernel hold of the origin what LVM's records say. */
export function refreshCommand({ vg, lv }: Snapshot): Command {
  return changer(["lvchange", "--refresh", `${vg}/${lv}`], ROOT);
}

/** The kernel devices of a snapshot: the snapshot, its COW store, and the layer below its origin. */
export function layersOf({ vg, lv, name }: Snapshot): readonly string[] {
  return [mapperName(vg, name), `${mapperName(vg, name)}-cow`, `${mapperName(vg, lv)}-real`];
}

/** Removes a device from the kernel that LVM's records know nothing of any more. One in use stays. */
export function forgetCommand(device: string): Command {
  return changer(["dmsetup", "remove", "--retry", device], ROOT);
}

/** A device is busy until udev has processed it. */
export function settleCommand(): Command {
  return mover(["udevadm", "settle", "--timeout=30"]);
}

/** Writable: the file system replays its journal, and the integrity data is written. Nothing in it can be run. */
export function mountCommand({ vg, name, path, type }: Snapshot): Command {
  const options = ["rw", "noatime", "nodev", "nosuid", "noexec", ...(type === "xfs" ? ["nouuid"] : [])];
  return changer(["mount", "-t", type, "-o", options.join(","), devicePath(vg, name), path], ROOT);
}
