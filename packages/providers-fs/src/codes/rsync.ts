import type { CodeText } from "@rdump/core/provider";

const INCOMPLETE =
  "The copy does not count as a point. The mirror keeps the copied files, and the next run completes the mirror.";

/** How rsync can end. */
export const RSYNC = {
  "fs-changed-while-copied": {
    summary: "Files changed while they were copied",
    cause: "The source is in use, and these files changed after rsync had started.",
    effect: "The copy counts. The mirror has an earlier state of these files, and the next run copies them again.",
    remedy:
      "For logs and similar files, no action is needed. For databases, use a snapshot (LVM or ZFS), or write a dump with a hook.",
  },
  "fs-mirror-differs": {
    summary: "Mirror differs from the source after the copy",
    cause:
      "After the copy, a comparison of names, kinds, sizes, modes, owners, times and links found differences. If rsync ended without an error, a second copy of these paths did not remove the differences. If rsync reported errors, the differences follow from them.",
    effect: INCOMPLETE,
    remedy:
      "Check whether the file system of the mirror can store the named attributes. If it can, read the log of the kernel for errors of the disk. If it cannot, declare a mirror on another file system, or an archive.",
  },
  "fs-times-not-stored": {
    summary: "Mirror does not store the times of some files",
    cause:
      "The times of these files are outside of the range of the file system of the mirror, for example before 1980 on FAT and exFAT.",
    effect: "The mirror is complete. The named files have another time there, and each run copies them again.",
    remedy:
      "No action is needed. If the times matter, use ext4, XFS, Btrfs or ZFS for the mirror, or declare an archive.",
  },
  "fs-directory-replaced": {
    summary: "Source or mirror was replaced",
    cause:
      "The directory of the source or of the mirror was removed after it was checked, or a symbolic link is in its place.",
    effect: "rsync was not started. Nothing was copied or deleted.",
    remedy: "Find the process or user that replaced the directory, then apply again.",
  },
  "fs-files-vanished": {
    summary: "Files disappeared during the copy",
    cause: "Files were deleted after rsync had listed them and before it read them.",
    effect:
      "If the source is in use, all other files were copied, and the copy counts as a point. If the source is a snapshot, the copy does not count, because a snapshot must not change.",
    remedy: "For a source in use, no action is needed. For a snapshot, check its disk and the log of the kernel.",
  },
  "fs-left-out-not-written": {
    summary: "Cannot write the list of paths to leave out",
    cause:
      "The paths that rsync must leave out are written to a file in the state directory. Writing this file failed.",
    effect: "rsync was not started. Nothing was copied or deleted.",
    remedy: "Check the free space and the permissions of the state directory, then apply again.",
  },
  "fs-mirror-full": {
    summary: "File system of the mirror is full",
    cause:
      "There is no space, no inode or no quota left. rsync deletes old files last, so old and new files need space at the same time.",
    effect: INCOMPLETE,
    remedy: "Free space on the disk of the mirror, or exclude files.",
  },
  "fs-mirror-lacks-attributes": {
    summary: "Mirror cannot store all file attributes",
    cause: "The file system of the mirror refused an owner, a link, an ACL or an extended attribute of the source.",
    effect: INCOMPLETE,
    remedy:
      "Use a file system like that of the source (ext4, XFS, Btrfs, ZFS), or declare an archive, which stores all attributes on any file system.",
  },
  "fs-mirror-read-only": {
    summary: "File system of the mirror is read-only",
    cause: "The file system is mounted read-only. The kernel makes a file system read-only when it finds errors.",
    effect: INCOMPLETE,
    remedy:
      "Check the disk and the log of the kernel, then mount the file system writable:\n    mount -o remount,rw MOUNTPOINT",
  },
  "fs-not-all-copied": {
    summary: "Some files could not be copied",
    cause: "rsync could not read some files of the source, or could not write them or their attributes (status 23).",
    effect: INCOMPLETE,
    remedy: "Correct the errors that rsync names, exclude the files, or run rdump as a user who can read them.",
  },
  "fs-rsync-failed": {
    summary: "rsync failed",
    cause:
      "rsync could not be started, was ended by a signal, or ended with an error status. The diagnostic has the last messages of the command.",
    effect: INCOMPLETE,
    remedy: "Correct the reported error, then apply again. The command is shown by:\n    rdump plan --verbose",
  },
  "fs-rsync-missing": {
    summary: "rsync is not installed",
    cause: "rsync makes directory mirrors, and the command `rsync` is not found in `$PATH`.",
    effect: "The mirror is not made.",
    remedy: "Install rsync:\n    apt-get install rsync",
  },
  "fs-rsync-not-understood": {
    summary: "Unexpected output of rsync",
    cause: "The dry run of rsync did not report how many files it would delete. rsync is older than 3.1.",
    effect: "Nothing is copied or deleted.",
    remedy: "Install rsync 3.1 or newer.",
  },
  "fs-rsync-outdated": {
    summary: "rsync is older than 3.5.0",
    cause:
      "Before 3.5.0, a user who swaps a file or a directory for a symbolic link during the copy can make rsync read or change files elsewhere.",
    effect: "The mirror is made. Only trees in which other users can write are affected.",
    remedy:
      "Look in the changelog of the package for CVE-2024-12747, CVE-2026-53797, CVE-2026-53799 and CVE-2026-53801: distributions backport such fixes. Otherwise update rsync, or mirror only LVM and ZFS snapshots.",
  },
  "fs-rsync-stopped": {
    summary: "rsync was interrupted",
    cause: "rdump received a signal, or rsync took longer than `limits.time`.",
    effect: INCOMPLETE,
    remedy: "Apply again. If the time was too short, find out why rsync is slow, or raise `limits.time`.",
  },
  "fs-too-deep": {
    summary: "Directory trees are too deep for rsync",
    cause: "A directory of the source has more levels, or a longer path, than rsync can copy.",
    effect: "Everything else was copied. The copy does not count as a point, and the mirror is marked incomplete.",
    remedy: "Ask the owner of the tree to remove it, or exclude it.",
  },
} satisfies { readonly [code: string]: CodeText };
