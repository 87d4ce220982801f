import { bytesText, type Diagnostic, type LvmSource, type Mount, visible } from "@rdump/core/provider";
import type { LogicalVolume } from "../answers/volumes.ts";
import { LVM } from "../codes/index.ts";
import { mapperName } from "../naming/names.ts";

/** Why a logical volume cannot be snapshotted, or warnings about it. */

export function noGroup({ vg }: LvmSource): Diagnostic {
  return LVM.error(
    "lvm-no-group",
    `There is no volume group ${vg}. Correct its name, or attach its disk. To list the groups:\nvgs`,
  );
}

export function noVolume({ vg, lv }: LvmSource): Diagnostic {
  return LVM.error(
    "lvm-no-volume",
    `There is no ${lv} in the volume group ${vg}. Correct its name. To list the logical volumes:\nlvs`,
  );
}

export function suspended({ vg, lv }: Pick<LvmSource, "vg" | "lv">): Diagnostic {
  return LVM.error(
    "lvm-suspended",
    `All programs that write to ${vg}/${lv} wait: an LVM command that suspended it was killed. Make sure that no lvcreate or lvremove runs, then run:\ndmsetup clear ${mapperName(vg, lv)}\ndmsetup resume ${mapperName(vg, lv)}`,
  );
}

/** Why no snapshot of it can be made now. */
export function unusable({ vg, lv }: LvmSource, origin: LogicalVolume): Diagnostic | null {
  if (origin.suspended) return suspended({ vg, lv });
  if (!origin.active || origin.device === null) {
    return LVM.error("lvm-inactive", `${vg}/${lv} has no device. To activate it:\nlvchange --activate y ${vg}/${lv}`);
  }
  if (origin.merging) {
    return LVM.error(
      "lvm-merging",
      `A snapshot is being merged into ${vg}/${lv}. Wait until that has ended; lvs shows the progress.`,
    );
  }
  return null;
}

/** Why it is not of a kind that fits what is declared. */
export function wrongKind({ vg, lv, snapshotSize }: LvmSource, origin: LogicalVolume): Diagnostic | null {
  const isThin = origin.layout.includes("thin") && !origin.layout.includes("pool");
  if (origin.layout.includes("pool")) {
    return LVM.error("lvm-pool", `${vg}/${lv} contains other volumes. Declare one of them.`);
  }
  if (!isThin && origin.origin !== null) {
    return LVM.error(
      "lvm-is-snapshot",
      `${vg}/${lv} is a snapshot of ${visible(origin.origin)}, and LVM cannot make a snapshot of a classic snapshot. Declare ${visible(origin.origin)} instead.`,
    );
  }
  if (!isThin && snapshotSize === null) {
    return LVM.error(
      "lvm-no-size",
      `${vg}/${lv} is not a thin volume: its snapshot needs space for all blocks that change while it exists. Declare snapshotSize, for example "10%ORIGIN" or "5 GiB".`,
    );
  }
  return null;
}

export function notMounted({ vg, lv, mount }: LvmSource, other: Mount | null): Diagnostic {
  const instead = other === null ? "nothing is" : `another file system (${visible(other.type)}, ${other.device}) is`;
  return LVM.error(
    "lvm-not-mounted",
    `${vg}/${lv} is declared to be mounted at ${visible(mount)}, and ${instead} mounted there. Mount it, or correct "mount".`,
  );
}

const PLAIN = "Declare the directory as a plain source.";

export function encrypted({ vg, lv, mount }: LvmSource): Diagnostic {
  return LVM.error(
    "lvm-encrypted",
    `The file system at ${visible(mount)} is on a device of dm-crypt above ${vg}/${lv}. A snapshot of ${vg}/${lv} is encrypted, and rdump has no key for it. ${PLAIN}`,
  );
}

/** Null: XFS has its log and all data on the logical volume. */
export function externalPart({ vg, lv, mount }: LvmSource, { type, options }: Mount): Diagnostic | null {
  const [, key, device = ""] = (type === "xfs" && /(?:^|,)(logdev|rtdev)=([^,]*)/.exec(options)) || [];
  if (key === undefined) return null;
  const part = key === "logdev" ? "log" : "real-time data";
  const detail = `The ${part} of the file system at ${visible(mount)} is on ${visible(device)}, and a snapshot of ${vg}/${lv} has no ${part}. ${PLAIN}`;
  return LVM.error("lvm-external-log", detail);
}

export function wrongFileSystem({ mount }: LvmSource, type: string): Diagnostic {
  const why =
    type === "btrfs"
      ? "Its snapshot has the same file system id as its origin, and the kernel cannot mount both. Declare the directory as a plain source."
      : "Only ext2, ext3, ext4 and XFS can be snapshotted this way. Declare the directory as a plain source.";
  return LVM.error("lvm-file-system", `The file system at ${visible(mount)} is ${visible(type)}. ${why}`);
}

const NEARLY_FULL = 85;
const FULL = 97;

/** A thin snapshot needs space in the pool for all writes while it exists. A full pool fails all its volumes. */
export function fullPool({ vg }: LvmSource, pool: LogicalVolume | undefined): Diagnostic | null {
  const used = Math.max(pool?.dataPercent ?? 0, pool?.metadataPercent ?? 0);
  if (pool === undefined || used < NEARLY_FULL) return null;
  const detail = `The thin pool ${vg}/${pool.name} is full to ${pool.dataPercent ?? "?"}% (data) and ${pool.metadataPercent ?? "?"}% (metadata). When it has no space left, writes to all of its volumes fail. Extend it (lvextend ${vg}/${pool.name}), or remove volumes that are not needed.`;
  if (used >= FULL) return LVM.error("lvm-pool-full", `${detail} No snapshot is made.`);
  return LVM.warning("lvm-pool-nearly-full", detail);
}

export function noRoom({ vg, lv }: LvmSource, own: number, all: number, free: number): Diagnostic {
  const others = all > own ? `, and the snapshots of this run in ${vg} need ${bytesText(all)} together` : "";
  return LVM.error(
    "lvm-no-room",
    `The declared size of the snapshot of ${vg}/${lv} is ${bytesText(own)}${others}; ${bytesText(free)} are free. Declare a smaller snapshotSize, or extend the group (vgextend ${vg}).`,
  );
}

export function foreignSnapshot({ vg }: LvmSource, name: string): Diagnostic {
  return LVM.error(
    "lvm-foreign",
    `${vg}/${name} exists and does not have the tags of this config. rdump does not change it, so the snapshot cannot be made. Rename or remove it.`,
  );
}
