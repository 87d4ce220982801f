import type { CodeText } from "@rdump/core/provider";

const NOT_BACKED_UP = "The volume is not backed up in this run, and none of its points is destroyed.";

/** Found before a snapshot is made: about the declared logical volume, its group and its pool. */
export const SOURCE = {
  "lvm-encrypted": {
    summary: "File system is encrypted above the logical volume",
    cause:
      "The file system at the declared `mount` is on a device of dm-crypt (LUKS), and this device is on the declared logical volume. A snapshot of the logical volume is encrypted too, and rdump has no key for it.",
    effect: NOT_BACKED_UP,
    remedy: 'Declare the directory as a plain source: `source: { type: "plain", mount: "/PATH" }`.',
  },
  "lvm-external-log": {
    summary: "A part of the file system is on another device",
    cause:
      "The XFS file system was mounted with `logdev` or `rtdev`. A snapshot of the logical volume does not contain the log, or the data of real-time files.",
    effect: NOT_BACKED_UP,
    remedy: 'Declare the directory as a plain source: `source: { type: "plain", mount: "/PATH" }`.',
  },
  "lvm-file-system": {
    summary: "File system cannot be snapshotted on LVM",
    cause:
      "The logical volume has a file system other than ext2, ext3, ext4 or XFS. A snapshot of Btrfs has the same file system id as its origin, and the kernel cannot mount both.",
    effect: NOT_BACKED_UP,
    remedy: 'Declare the directory as a plain source: `source: { type: "plain", mount: "/PATH" }`.',
  },
  "lvm-foreign": {
    summary: "Snapshot name is already taken",
    cause:
      "A logical volume with the name of the snapshot exists and does not have the tags of this config. Another program or another config made it.",
    effect:
      "rdump does not change that logical volume. The snapshot cannot be made, and the volume is not backed up in this run.",
    remedy: "Look at that logical volume with `lvs -o +tags`, then rename or remove it:\n    lvrename VG NAME NEWNAME",
  },
  "lvm-inactive": {
    summary: "Logical volume is not active",
    cause: "The logical volume exists, but the kernel has no device for it.",
    effect: NOT_BACKED_UP,
    remedy: "Activate the logical volume, then mount it:\n    lvchange --activate y VG/LV\n    mount MOUNTPOINT",
  },
  "lvm-is-snapshot": {
    summary: "Logical volume is a snapshot",
    cause: "The declared logical volume is a classic snapshot, and LVM cannot make a snapshot of a classic snapshot.",
    effect: NOT_BACKED_UP,
    remedy: "Declare the origin of the snapshot as the source.",
  },
  "lvm-merging": {
    summary: "A snapshot is being merged into the logical volume",
    cause: "`lvconvert --merge` is in progress: the content of the logical volume comes from the snapshot.",
    effect: NOT_BACKED_UP,
    remedy: "Wait until the merge has ended, then apply again. `lvs` shows the progress.",
  },
  "lvm-no-group": {
    summary: "Volume group not found",
    cause: "LVM does not list the declared volume group: the name is wrong, or its disk is missing.",
    effect: NOT_BACKED_UP,
    remedy: "Correct `vg` in the config, or attach the disk. The groups are listed by:\n    vgs",
  },
  "lvm-no-room": {
    summary: "Not enough free space in the volume group",
    cause: "The snapshots of this run together need more free space than the volume group has.",
    effect: "The snapshot is not made, and the volume is not backed up in this run.",
    remedy: "Declare a smaller `snapshotSize`, or extend the volume group:\n    vgextend VG /dev/DISK",
  },
  "lvm-no-size": {
    summary: "snapshotSize is missing",
    cause:
      "The logical volume is not thin. Its classic snapshot needs space for all blocks that change while the snapshot exists, and the config declares no size.",
    effect: NOT_BACKED_UP,
    remedy: 'Declare `snapshotSize`, for example `"10%ORIGIN"` or `"5 GiB"`.',
  },
  "lvm-no-volume": {
    summary: "Logical volume not found",
    cause: "LVM does not list the declared logical volume in its volume group.",
    effect: NOT_BACKED_UP,
    remedy: "Correct `lv` in the config. The logical volumes are listed by:\n    lvs",
  },
  "lvm-not-mounted": {
    summary: "Logical volume is not mounted where declared",
    cause: "Nothing, or another file system, is mounted at the declared `mount`.",
    effect: NOT_BACKED_UP,
    remedy: "Mount the logical volume there, or correct `mount` in the config.",
  },
  "lvm-pool": {
    summary: "Logical volume is a pool",
    cause: "The declared logical volume is a thin pool or a cache pool: it contains other volumes and no files.",
    effect: NOT_BACKED_UP,
    remedy: "Declare a logical volume of the pool as the source.",
  },
  "lvm-pool-full": {
    summary: "Thin pool is full",
    cause: "At least 97% of the data or metadata space of the thin pool is used.",
    effect:
      "No snapshot is made: when a pool has no space left, writes to all of its volumes fail. The volume is not backed up.",
    remedy: "Extend the pool, or remove volumes and snapshots that are not needed:\n    lvextend --size +10G VG/POOL",
  },
  "lvm-pool-nearly-full": {
    summary: "Thin pool is nearly full",
    cause: "At least 85% of the data or metadata space of the thin pool is used.",
    effect: "The backup runs. When the pool has no space left, writes to all of its volumes fail.",
    remedy: "Extend the pool, or remove volumes and snapshots that are not needed:\n    lvextend --size +10G VG/POOL",
  },
  "lvm-suspended": {
    summary: "Logical volume is suspended",
    cause:
      "An LVM command suspended the logical volume, and was killed before it resumed the volume. All programs that write to the volume wait.",
    effect: `Programs hang. ${NOT_BACKED_UP}`,
    remedy:
      "Make sure that no lvcreate or lvremove runs. Then drop the prepared table and resume the device; the diagnostic prints both commands with the device name:\n    dmsetup clear NAME\n    dmsetup resume NAME",
  },
} satisfies { readonly [code: string]: CodeText };
