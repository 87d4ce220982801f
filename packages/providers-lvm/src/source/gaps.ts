import { bytesText, type Diagnostic, type LvmSource, type Mount, visible } from "@rdump/core/provider";
import type { LogicalVolume } from "../answers/volumes.ts";
import { mapperName } from "../naming/names.ts";

/** Why a logical volume cannot be snapshotted, or what is to be known about it. */

const error = (code: string, summary: string, detail: string): Diagnostic => ({
  code,
  severity: "error",
  summary,
  detail,
});

export function noGroup({ vg }: LvmSource): Diagnostic {
  return error(
    "lvm-no-group",
    "The volume group does not exist",
    `There is no volume group ${vg} (vgs lists those there are). Correct its name, or attach the disk that it is on.`,
  );
}

export function noVolume({ vg, lv }: LvmSource): Diagnostic {
  return error(
    "lvm-no-volume",
    "The logical volume does not exist",
    `There is no ${lv} in the volume group ${vg}. Correct its name (lvs lists those there are).`,
  );
}

export function suspended({ vg, lv }: Pick<LvmSource, "vg" | "lv">): Diagnostic {
  return error(
    "lvm-suspended",
    "The logical volume is suspended",
    `Everything that writes to ${vg}/${lv} waits: a program that had stopped it for a moment was killed. Look whether an lvcreate or lvremove still runs; when none does, run: dmsetup clear ${mapperName(vg, lv)}, which forgets what that had prepared, then dmsetup resume ${mapperName(vg, lv)}`,
  );
}

/** Why nobody could make a snapshot of it now. */
export function unusable({ vg, lv }: LvmSource, origin: LogicalVolume): Diagnostic | null {
  if (origin.suspended) return suspended({ vg, lv });
  if (!origin.active || origin.device === null) {
    return error(
      "lvm-inactive",
      "The logical volume is not active",
      `${vg}/${lv} is not active, so nothing can be mounted from it. Run: lvchange --activate y ${vg}/${lv}`,
    );
  }
  if (origin.merging) {
    return error(
      "lvm-merging",
      "A snapshot is being merged back",
      `${vg}/${lv} takes its content from a snapshot that is being merged. Wait until it is done (lvs shows how far it is).`,
    );
  }
  return null;
}

/** Why it is not of a kind that fits what is declared. */
export function wrongKind({ vg, lv, snapshotSize }: LvmSource, origin: LogicalVolume): Diagnostic | null {
  const isThin = origin.layout.includes("thin") && !origin.layout.includes("pool");
  if (origin.layout.includes("pool")) {
    return error(
      "lvm-pool",
      "The logical volume is a pool",
      `${vg}/${lv} holds other volumes. Name the one to back up.`,
    );
  }
  if (!isThin && origin.origin !== null) {
    return error(
      "lvm-is-snapshot",
      "The logical volume is itself a snapshot",
      `${vg}/${lv} is a snapshot of ${visible(origin.origin)}, and LVM makes none of a classic snapshot. Declare ${visible(origin.origin)} instead.`,
    );
  }
  if (!isThin && snapshotSize === null) {
    return error(
      "lvm-no-size",
      "The snapshot has no size",
      `${vg}/${lv} is no thin volume, so its snapshot needs room for all that is written while it exists. Declare snapshotSize: "10%ORIGIN", or an absolute size.`,
    );
  }
  return null;
}

export function notMounted({ vg, lv, mount }: LvmSource, other: Mount | null): Diagnostic {
  const instead = other === null ? "nothing is" : `another file system (${visible(other.type)}, ${other.device}) is`;
  return error(
    "lvm-not-mounted",
    "The volume is not mounted where it is declared",
    `${vg}/${lv} is declared to be mounted at ${visible(mount)}, and ${instead} mounted there. Mount it, or correct "mount".`,
  );
}

export function wrongFileSystem({ mount }: LvmSource, type: string): Diagnostic {
  const why =
    type === "btrfs"
      ? "A snapshot of it bears the same file system id, and the kernel cannot mount the two beside each other without mixing them up. Declare it as a plain source."
      : "Only ext2, ext3, ext4 and XFS can be snapshotted this way. Declare it as a plain source.";
  return error(
    "lvm-file-system",
    "This file system cannot be snapshotted on LVM",
    `What is mounted at ${visible(mount)} is ${visible(type)}. ${why}`,
  );
}

const NEARLY_FULL = 85;
const FULL = 97;

/** A thin snapshot needs room in the pool for whatever is written while it exists; a full pool fails all its volumes. */
export function fullPool({ vg }: LvmSource, pool: LogicalVolume | undefined): Diagnostic | null {
  const used = Math.max(pool?.dataPercent ?? 0, pool?.metadataPercent ?? 0);
  if (pool === undefined || used < NEARLY_FULL) return null;
  const detail = `The thin pool ${vg}/${pool.name} is full to ${pool.dataPercent ?? "?"}% (data) and ${pool.metadataPercent ?? "?"}% (metadata). When it has no room left, writes to all volumes in it fail. Extend it (lvextend ${vg}/${pool.name}), or remove what is not needed.`;
  if (used >= FULL) return error("lvm-pool-full", "The thin pool is full", `${detail} No snapshot is made until then.`);
  return { code: "lvm-pool-nearly-full", severity: "warning", summary: "The thin pool is nearly full", detail };
}

export function noRoom({ vg, lv }: LvmSource, own: number, all: number, free: number): Diagnostic {
  const others = all > own ? `, and the snapshots of this run in ${vg} need ${bytesText(all)} together` : "";
  return error(
    "lvm-no-room",
    "The volume group has not the room for the snapshot",
    `The snapshot of ${vg}/${lv} is declared to have ${bytesText(own)}${others}; ${bytesText(free)} are free. Declare a smaller snapshotSize, or extend the group (vgextend ${vg}).`,
  );
}

export function foreignSnapshot({ vg }: LvmSource, name: string): Diagnostic {
  return error(
    "lvm-foreign",
    "Something else bears the snapshot's name",
    `${vg}/${name} exists and does not bear this config's tags, so rdump leaves it alone and cannot make its own. Rename or remove it.`,
  );
}
