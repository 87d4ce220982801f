import { bytesText, visible } from "@rdump/core/provider";
import type { Facts, LogicalVolume, Mounted } from "./facts.ts";

/** The source of a volume as the config declares it, with a sentence that gives the reason. */
export interface Source {
  readonly mount: Mounted;
  readonly text: { readonly [key: string]: string | boolean };
  readonly why: string;
}

/** Below it, a snapshot overflows too easily; above it, it is a waste. In percent of the origin. */
const SNAPSHOT = { least: 5, most: 20 };
const LVM_TYPES = new Set(["ext2", "ext3", "ext4", "xfs"]);

const LIVE =
  "Files are read from the live file system, so files that change during a run can be from different moments.";

/** The best source for each file system: a ZFS snapshot, an LVM snapshot, or the live files. */
export function sourcesOf(mounts: readonly Mounted[], facts: Facts): readonly Source[] {
  const room = snapshotRoom(mounts, facts);
  return mounts.map((mount) => ({ mount, ...sourceOf(mount, facts, room) }));
}

function sourceOf(mount: Mounted, facts: Facts, room: Room): Omit<Source, "mount"> {
  const { point, type, from, root } = mount;
  const plain = { type: "plain", mount: point };
  if (type === "zfs" && root === "/") {
    return {
      text: { type: "zfs", dataset: from },
      why: `the dataset ${visible(from)}. A ZFS snapshot has all files of one moment.`,
    };
  }
  const what = `${type} on ${visible(from)}`;
  const origin = originOf(mount, facts);
  if (origin === null) {
    const unknown = "unknown" in facts.lvm && from.startsWith("/dev/mapper/");
    const why = unknown ? ` LVM could not be listed (${"unknown" in facts.lvm ? facts.lvm.unknown : ""}).` : "";
    return { text: plain, why: `${what}, which has no snapshots.${why} ${LIVE}` };
  }
  const name = `${origin.vg}/${origin.name}`;
  const lvm = { type: "lvm", vg: origin.vg, lv: origin.name, mount: point };
  if (!LVM_TYPES.has(type)) {
    return {
      text: plain,
      why: `${type} on the logical volume ${name}. Only ext2, ext3, ext4 and XFS are read from LVM snapshots. ${LIVE}`,
    };
  }
  if (isThin(origin)) {
    return { text: lvm, why: `${type} on the thin volume ${name}. An LVM snapshot has all files of one moment.` };
  }
  const group = room.get(origin.vg);
  if (group === undefined || group.percent < SNAPSHOT.least) {
    const free = bytesText(group?.free ?? 0);
    return {
      text: plain,
      why: `${type} on the logical volume ${name}. ${origin.vg} has ${free} free, too little for snapshots of all its volumes. ${LIVE}`,
    };
  }
  return {
    text: { ...lvm, snapshotSize: `${group.percent}%ORIGIN` },
    why: `${type} on the logical volume ${name}. An LVM snapshot has all files of one moment; ${origin.vg} has ${bytesText(group.free)} free for it.`,
  };
}

/** Of each volume group: its free space, and the part of each origin that its snapshots can have at the same time. */
type Room = ReadonlyMap<string, { readonly free: number; readonly percent: number }>;

function snapshotRoom(mounts: readonly Mounted[], facts: Facts): Room {
  if ("unknown" in facts.lvm) return new Map();
  const origins = mounts.flatMap((mount) => {
    const origin = LVM_TYPES.has(mount.type) ? originOf(mount, facts) : null;
    return origin === null || isThin(origin) ? [] : [origin];
  });
  return new Map(
    facts.lvm.found.groups.map(({ name, free, extent }) => {
      const inGroup = origins.filter(({ vg }) => vg === name);
      const all = inGroup.reduce((sum, { bytes }) => sum + bytes, 0);
      // Each snapshot is rounded up to whole extents.
      const usable = free - inGroup.length * extent;
      const percent = all === 0 ? 0 : Math.min(SNAPSHOT.most, Math.floor((100 * usable) / all));
      return [name, { free, percent }];
    }),
  );
}

function originOf({ device, root }: Mounted, { lvm }: Facts): LogicalVolume | null {
  if ("unknown" in lvm || root !== "/") return null;
  const found = lvm.found.volumes.find((each) => each.device === device);
  if (found === undefined || found.layout.includes("pool")) return null;
  return found.isSnapshot && !isThin(found) ? null : found;
}

function isThin({ layout }: LogicalVolume): boolean {
  return layout.includes("thin");
}
