import type { CodeText } from "@rdump/core/provider";

/** Found while a snapshot is made, mounted, read or removed. */
export const SNAPSHOT = {
  "lvm-busy": {
    summary: "Cannot unmount the snapshot",
    cause:
      "A process uses a file or a directory of the mounted snapshot. The diagnostic names the processes that can be seen.",
    effect:
      "The run fails and the snapshot stays. The snapshot uses space and slows down its origin. The points of the run are complete.",
    remedy: "End the processes, then let rdump finish the cleanup:\n    rdump recover",
  },
  "lvm-changed": {
    summary: "Logical volume has changed since the plan was made",
    cause: "The logical volume is missing, or another one has its name.",
    effect: "Nothing was changed.",
    remedy: "Look at the volume group with `lvs`, then plan again:\n    rdump plan",
  },
  "lvm-directory-left": {
    summary: "Cannot remove the mount directory",
    cause:
      "The snapshot is unmounted, but its mount directory below `scratch.mount` is not empty or cannot be removed.",
    effect: "The run fails. No data is affected.",
    remedy: "Look at the directory. If it is empty, remove it:\n    rmdir DIRECTORY",
  },
  "lvm-leftover": {
    summary: "A snapshot was left by another run",
    cause: "A snapshot of another run of this config appeared after the plan was made.",
    effect: "No snapshot is made, and the volume is not backed up in this run.",
    remedy: "If no rdump is running, clean up and apply again:\n    rdump recover",
  },
  "lvm-no-place": {
    summary: "No safe directory to mount the snapshot",
    cause:
      "The directory below `scratch.mount` cannot be created, is a symbolic link, or can be written by other users.",
    effect: "Nothing is mounted, and the volume is not backed up in this run.",
    remedy: "Correct the directory, or declare another `scratch.mount`.",
  },
  "lvm-not-made": {
    summary: "Cannot create the snapshot",
    cause: "`lvcreate` failed. The diagnostic has the last messages of the command.",
    effect: "The volume is not backed up in this run.",
    remedy: "Correct the error that lvcreate reports, then apply again.",
  },
  "lvm-not-mountable": {
    summary: "Cannot mount the snapshot",
    cause:
      "`mount` failed for the snapshot: its file system is damaged, or a part of it is on another device. The diagnostic has the messages of the kernel.",
    effect: "The volume is not backed up in this run. The snapshot is removed.",
    remedy: "Check the file system of the origin. All messages of the kernel are shown by:\n    dmesg",
  },
  "lvm-not-removed": {
    summary: "Cannot remove the snapshot",
    cause: "`lvremove` failed. The diagnostic has the last messages of the command.",
    effect: "The run fails and the snapshot stays. The snapshot slows down its origin and will overflow.",
    remedy: "Remove the snapshot by hand, or let rdump try again:\n    rdump recover",
  },
  "lvm-other-mount": {
    summary: "Another file system is mounted in place of the snapshot",
    cause: "A file system that rdump did not mount is mounted at the directory of the snapshot.",
    effect: "rdump does not change that mount. The snapshot cannot be mounted or removed, and the run fails.",
    remedy: "Look at the mount with `findmnt`, unmount it, then apply again.",
  },
  "lvm-snapshot-gone": {
    summary: "The snapshot is missing",
    cause: "The snapshot was removed by another program while rdump used it.",
    effect: "The data that was read from it does not count as a point.",
    remedy: "Find the program that removes snapshots, then apply again.",
  },
  "lvm-snapshot-overflow": {
    summary: "The snapshot overflowed",
    cause:
      "More blocks of the origin changed than the snapshot has space for. The kernel invalidates such a snapshot, and files in it disappear.",
    effect: "The data that was read from it does not count as a point. Mirrors are not changed.",
    remedy:
      "Declare a larger `snapshotSize`. If the size that would have been enough up to now is known, the diagnostic names it: declare well above that.",
  },
  "lvm-snapshot-unmounted": {
    summary: "The snapshot is not mounted",
    cause: "The snapshot was unmounted, or another file system was mounted over it, while rdump used it.",
    effect: "The data that was read there does not count as a point.",
    remedy: "Find the program that unmounts the snapshot, then apply again.",
  },
} satisfies { readonly [code: string]: CodeText };
