import { isUnsafeType } from "@rdump/core/provider";
import type { Facts, Mounted } from "./facts.ts";

/** An object that the config does not cover, and the reason. */
export interface Skipped {
  readonly name: string;
  readonly reason: string;
  /** A file system that is a directory of a volume, and not a part of the backup on purpose. */
  readonly isExcluded?: boolean;
}

export interface Candidates {
  readonly mounts: readonly Mounted[];
  readonly skipped: readonly Skipped[];
}

const IMAGES = new Set(["squashfs", "erofs", "cramfs", "iso9660", "udf"]);
const WITHOUT_DEVICE = new Set(["btrfs", "zfs", "bcachefs"]);
const WHERE_DISKS_ARE = /^\/(media|run\/media)(\/|$)/;

/** The local file systems that a config can cover, each once, in the order of their mount points. */
export function candidatesIn(facts: Facts): Candidates {
  const mounts: Mounted[] = [];
  const skipped: Skipped[] = [];
  const sorted = [...facts.mounts].sort((a, b) => (a.point < b.point ? -1 : 1));
  for (const mount of sorted) {
    if (isOfKernel(mount) || isScratch(mount)) continue;
    const reason = whyNot(mount, facts) ?? whyRepeated(mount, mounts, sorted);
    if (reason === null) mounts.push(mount);
    else skipped.push({ name: mount.point, reason, isExcluded: isRemovable(mount, facts) });
  }
  return { mounts, skipped: [...skipped, ...notMounted(facts), ...swapsOf(facts)] };
}

function isOfKernel({ type, device, point }: Mounted): boolean {
  if (IMAGES.has(type)) return true;
  return (
    !isUnsafeType(type) &&
    device.startsWith("0:") &&
    !WITHOUT_DEVICE.has(type) &&
    !(type === "overlay" && point === "/")
  );
}

/** Mounts of a run of rdump, and snapshots that ZFS mounts by itself. */
function isScratch({ point, type, from }: Mounted): boolean {
  if (/^\/run\/rdump(\/|$)/.test(point)) return true;
  return type === "zfs" && (from.includes("@") || from.split("/")[1] === "rdump-scan");
}

function whyNot(mount: Mounted, facts: Facts): string | null {
  const { type, point } = mount;
  if (isUnsafeType(type))
    return `${type} is a file system of another machine or of FUSE. Back it up where its data is.`;
  if (!mount.isDirectory) return "It is a mount of a single file, or it cannot be read.";
  if (!isWritable(point)) return "Its name has characters that a config cannot contain.";
  if (isRemovable(mount, facts)) return "It is on a removable disk.";
  if (type === "btrfs") {
    return "rdump has no snapshots of Btrfs yet, and would leave out subvolumes inside this file system. If it has no subvolumes, declare it by hand as a plain source.";
  }
  if (type === "overlay")
    return "It is the file system of a container. Name the directories of its data: rdump init DIRECTORY";
  if (type === "zfs" && isOwn(mount.from, facts)) return "rdump made this dataset.";
  return null;
}

/** A bind mount of a file system that is mounted elsewhere, too. */
function whyRepeated(mount: Mounted, earlier: readonly Mounted[], all: readonly Mounted[]): string | null {
  const whole = all.find(({ device, root, isDirectory }) => device === mount.device && root === "/" && isDirectory);
  const other = mount.root === "/" ? earlier.find((each) => isSame(each, mount)) : whole;
  if (other !== undefined) return `The same files are at ${other.point}.`;
  const same = earlier.find((each) => isSame(each, mount));
  return same === undefined ? null : `The same files are at ${same.point}.`;
}

function isSame(a: Mounted, b: Mounted): boolean {
  return a.device === b.device && a.root === b.root;
}

function isRemovable({ device, point }: Mounted, { removable }: Facts): boolean {
  return WHERE_DISKS_ARE.test(point) || ("found" in removable && removable.found.has(device));
}

export function isWritable(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  return path.startsWith("/") && !/[\u0000-\u001f\u007f-\u009f\ufffd\u2028\u2029\p{Cs}]/u.test(path);
}

function isOwn(dataset: string, { zfs }: Facts): boolean {
  return "found" in zfs && zfs.found.own.some((own) => dataset === own || dataset.startsWith(`${own}/`));
}

function notMounted(facts: Facts): readonly Skipped[] {
  if ("unknown" in facts.zfs) return [];
  const mounted = new Set(facts.mounts.filter(({ type }) => type === "zfs").map(({ from }) => from));
  return facts.zfs.found.datasets.flatMap(({ name, type, isPartial }): readonly Skipped[] => {
    if (isOwn(name, facts) || name.split("/")[1] === "rdump-scan") return [];
    if (isPartial) return [{ name, reason: "The dataset receives a stream of another program." }];
    if (type === "volume") {
      return [{ name, reason: "A ZFS volume has no files. It can have snapshots: declare it by hand." }];
    }
    if (mounted.has(name) || hasChildren(name, facts.zfs)) return [];
    return [{ name, reason: "The dataset is not mounted." }];
  });
}

/** A dataset that only holds others. */
function hasChildren(name: string, zfs: Facts["zfs"]): boolean {
  return "found" in zfs && zfs.found.datasets.some((each) => each.name.startsWith(`${name}/`));
}

function swapsOf({ swaps }: Facts): readonly Skipped[] {
  return swaps.filter(({ isFile }) => !isFile).map(({ path }) => ({ name: path, reason: "It is swap space." }));
}
