import type { CodeText } from "@rdump/core/provider";

const GAP = "No volume or target in this pool is backed up in this run, and none of their points is destroyed.";

/** About pools, and queries of ZFS. */
export const POOL = {
  "zfs-degraded": {
    summary: "Pool is not healthy",
    cause: "The state of the pool is not ONLINE: a disk failed or is missing.",
    effect: "The backup is made. If another disk fails, all data in the pool can be lost.",
    remedy: "Find the faulty disk and replace it. To show the disks:\n    zpool status POOL",
  },
  "zfs-lines-broken": {
    summary: "A property contains a line break or tab",
    cause:
      "A property of a dataset or snapshot contains a line feed or a tab. rdump could take a part of its value for a line about another dataset.",
    effect: "rdump does not use the listing. Nothing that depends on the listing is made or destroyed.",
    remedy:
      "Look at the properties and at the users who may set them (`zfs allow NAME`). Then remove the property:\n    zfs get all NAME\n    zfs inherit PROPERTY NAME",
  },
  "zfs-missing": {
    summary: "ZFS is not installed",
    cause: "A command of ZFS (zfs, zpool) is not found in `$PATH`.",
    effect: GAP,
    remedy: "Install the commands and the kernel modules:\n    apt-get install zfsutils-linux zfs-dkms",
  },
  "zfs-nearly-full": {
    summary: "Pool is nearly full",
    cause: "At least 90% of the space of the pool is used.",
    effect:
      "The backup runs. When the pool is full, nothing can be written to any of its datasets. Deleted files free no space while a snapshot has them.",
    remedy: "Keep fewer snapshots, delete data, or add disks to the pool.",
  },
  "zfs-no-pool": {
    summary: "Pool not found",
    cause: "ZFS does not list the pool: it is not imported, or its name is wrong.",
    effect: GAP,
    remedy: "Import the pool, or correct its name in the config:\n    zpool import POOL",
  },
  "zfs-not-understood": {
    summary: "Unexpected output of ZFS",
    cause: "The output is not the list that OpenZFS 2.1 and newer print.",
    effect: GAP,
    remedy: "Look at the version with `zfs version`. If the version is 2.1 or newer, report a bug with the output.",
  },
  "zfs-read-only": {
    summary: "Pool is read-only",
    cause: "The pool was imported read-only.",
    effect: GAP,
    remedy: "Import it writable:\n    zpool export POOL\n    zpool import POOL",
  },
  "zfs-suspended": {
    summary: "Pool is suspended",
    cause: "The disks of the pool failed, so ZFS suspended the pool. All programs that read or write the pool wait.",
    effect: `${GAP} Commands that are running can hang until the pool is resumed.`,
    remedy: "Look at `zpool status POOL`, and bring the disks back. Then resume the pool:\n    zpool clear POOL",
  },
  "zfs-unseen": {
    summary: "Cannot query ZFS",
    cause: "A command of ZFS failed. The diagnostic has the last messages of the command.",
    effect: GAP,
    remedy: "Run the command by hand and correct the reported error:\n    zfs list",
  },
} satisfies { readonly [code: string]: CodeText };
