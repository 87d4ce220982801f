import type { CodeText } from "@rdump/core/provider";

const NO_MIRROR = "The mirror is not changed in this run. Other targets go on.";

/** About directories as mirrors, and the excludes that a mirror can have. */
export const MIRROR = {
  "fs-exclude-caches": {
    summary: "Directory mirror cannot leave out tagged caches",
    cause: "`excludeCaches` is declared, and rsync does not know CACHEDIR.TAG.",
    effect: NO_MIRROR,
    remedy: "Exclude the caches by path or name, or declare the mirror in a volume of its own without `excludeCaches`.",
  },
  "fs-mirror-absent": {
    summary: "Mirror directory not found",
    cause:
      "The declared directory does not exist, and no `mount` is declared. rdump does not create the directory, because its disk may not be mounted.",
    effect: NO_MIRROR,
    remedy:
      "Declare the `mount` of the disk: the run then creates the directory. Or create it once:\n    mkdir -m 0700 DIRECTORY",
  },
  "fs-mirror-adopted": {
    summary: "Directory with files becomes a mirror",
    cause: "The directory has files and no mark of rdump, and `adopt: true` is declared.",
    effect:
      "The first copy makes the directory equal to the source: it replaces files that differ, and deletes files that the source does not have, within `limits.shrink`. All files are compared by content once.",
    remedy:
      "If the diagnostic names files that you need, move them away before you apply, or remove `adopt` from the config.",
  },
  "fs-mirror-deletions": {
    summary: "Next copy deletes files from a mirror",
    cause:
      "Files that the source had at the last copy are missing in the newest revision of its integrity data. The number is an estimate from that revision.",
    effect:
      "The next copy deletes these files from the mirror. A copy that would delete more than `limits.shrink` is refused.",
    remedy:
      "If the files were deleted on purpose, do nothing. Otherwise copy them from the mirror to the source before you apply.",
  },
  "fs-mirror-former-deleted": {
    summary: "Mirror cannot store the new kind of an entry",
    cause:
      "A file or a directory of the source became a symbolic link, a FIFO, a socket or a device. The file system of the mirror, or the user of rdump, does not store that kind.",
    effect:
      "The copy deletes the former file or directory from the mirror, and the deletion counts for `limits.shrink`. The mirror then has no entry of this name.",
    remedy: "If such entries matter, use ext4, XFS, Btrfs or ZFS for the mirror and run rdump as root.",
  },
  "fs-mirror-former-kept": {
    summary: "Mirror has too many former files",
    cause:
      "Very many files and directories of the source became symbolic links, FIFOs, sockets or devices, which the mirror does not store.",
    effect: "Some of the former files are still in the mirror. The mirror is marked incomplete.",
    remedy: "Apply again: each run deletes more of the former files.",
  },
  "fs-mirror-newly-excluded": {
    summary: "Changed excludes match files in a mirror",
    cause:
      "The excludes of the volume changed since the last complete copy, and they match files that the mirror has. The number is an estimate: it is counted in the mirror as it is now.",
    effect:
      "The next copy deletes these files from the mirror. A copy that would delete more than `limits.shrink` is refused.",
    remedy:
      "If the mirror must keep these files, correct the excludes before you apply. If the deletions are intended, apply. If they exceed `limits.shrink`, raise this limit in the config for one run.",
  },
  "fs-mirror-not-created": {
    summary: "Cannot create the mirror directory",
    cause: "`mkdir` failed, or another user can write to the directory above the mirror.",
    effect: NO_MIRROR,
    remedy: "Correct the cause that the message names, or create the directory once:\n    mkdir -m 0700 DIRECTORY",
  },
  "fs-mirror-cannot-store": {
    summary: "Mirror does not store all attributes",
    cause:
      "The file system of the mirror, or the user who runs rsync, cannot store the named attributes. rdump found this before the first copy.",
    effect: "The mirror is made and is complete without these attributes. They are not compared.",
    remedy:
      "If these attributes matter, use ext4, XFS, Btrfs or ZFS for the mirror and run rdump as root, or declare an archive.",
  },
  "fs-names-collide": {
    summary: "Names are the same in the mirror",
    cause:
      "The file system of the mirror does not distinguish upper and lower case (FAT, exFAT, some NTFS), or the two ways to write a letter with an accent in Unicode (ZFS with `normalization`), and the source has such names in one directory.",
    effect:
      "One of the names is copied: the one that the mirror has, or else the first. The others are not copied, and nothing is overwritten. The mirror is marked incomplete.",
    remedy: "Rename or exclude one of the names, or use a file system that distinguishes case.",
  },
  "fs-names-not-stored": {
    summary: "Mirror cannot store some names",
    cause:
      "The file system of the mirror (FAT, exFAT, NTFS, SMB) refuses these names or changes them, or the names are too long for it.",
    effect:
      "The named files and directories are not copied, everything else is copied. The mirror is marked incomplete.",
    remedy: "Rename or exclude the files, or use ext4, XFS, Btrfs or ZFS for the mirror.",
  },
  "fs-files-too-large": {
    summary: "Files are too large for the mirror",
    cause: "FAT stores no files of 4 GiB or more.",
    effect: "The named files are not copied, everything else is copied. The mirror is marked incomplete.",
    remedy: "Exclude the files, or use exFAT, ext4, XFS, Btrfs or ZFS for the mirror.",
  },
  "fs-mirror-changed": {
    summary: "Mirror has changed since the plan was made",
    cause: "The path of the mirror leads to another device or another directory than when the plan was made.",
    effect: "Nothing more is copied or deleted there.",
    remedy: "Look at the mount with `findmnt`, then apply again.",
  },
  "fs-mirror-other-disk": {
    summary: "Mirror is not on one of the declared disks",
    cause:
      "`disks` of the mirror names the file systems that alternate at its mount point. Another file system is mounted there.",
    effect: NO_MIRROR,
    remedy: "Attach one of the declared disks, or add the UUID of a new disk to `disks`:\n    lsblk --fs",
  },
  "fs-mirror-mark-newer": {
    summary: "Mirror was written by a newer rdump",
    cause: "The mark `.rdump.json` in the mirror has a format version that this rdump does not know.",
    effect: NO_MIRROR,
    remedy: "Update rdump on this machine.",
  },
  "fs-mirror-mark-unreadable": {
    summary: "Cannot read the mark of the mirror",
    cause: "`.rdump.json` in the mirror is damaged or cannot be read, so the owner of the mirror is unknown.",
    effect: NO_MIRROR,
    remedy: "If you do not need the content of the mirror, empty the directory: the next run fills it again.",
  },
  "fs-mirror-no-directory": {
    summary: "Mirror path is not a directory",
    cause: "The declared path is a file, a device or another object.",
    effect: NO_MIRROR,
    remedy: "Declare a directory for the mirror.",
  },
  "fs-mirror-not-deleted": {
    summary: "Mirror is not deleted completely",
    cause:
      "`rdump retire` could not delete all files of the mirror: a file system is mounted below it, or files are immutable.",
    effect:
      "While a file system is mounted there, nothing is deleted. Otherwise the mirror has fewer files than before, and its mark says incomplete.",
    remedy: "Correct the reported error, and give the same command again. Or delete the directory by hand.",
  },
  "fs-mirror-not-empty": {
    summary: "Mirror directory has other files",
    cause: "The directory is not empty and has no mark of rdump (`.rdump.json`). rsync would delete the files in it.",
    effect: NO_MIRROR,
    remedy:
      "Declare an empty directory, or move the files away. For an older copy of the volume, declare `adopt: true`.",
  },
  "fs-mirror-not-mounted": {
    summary: "Mirror disk is not mounted",
    cause: "`mount` declares the mount point of the mirror, and nothing is mounted there.",
    effect: `${NO_MIRROR} Without this check the copy would fill the disk that contains the mount point.`,
    remedy: "Attach and mount the disk, then apply again.",
  },
  "fs-mirror-not-probed": {
    summary: "Mirror is not probed yet",
    cause:
      "No copy into this mirror was made yet, or its file system, its mount options or the user of rdump changed. Usually this file system cannot store the named attributes, or only root can set them. Or rdump does not know what this file system stores.",
    effect:
      "The next copy probes the mirror, and reports what it does not store. The mirror is complete without these attributes.",
    remedy:
      "If these attributes matter, use ext4, XFS, Btrfs or ZFS for the mirror and run rdump as root, or declare an archive.",
  },
  "fs-mirror-not-written": {
    summary: "Cannot write to the mirror",
    cause: "The mark of the mirror could not be written, or its data could not be flushed to the disk.",
    effect: "The copy does not count as a point. The next run completes the mirror.",
    remedy: "Check the free space of the disk and the log of the kernel, then apply again.",
  },
  "fs-mirror-open": {
    summary: "Other users can enter the mirror",
    cause:
      "All directories above the mirror can be entered by other users, and the files of a mirror keep their owners and modes. Or the file system of the mirror stores no modes, and its mount options let other users in.",
    effect:
      "The mirror is made. In this backup, users can read and change the same files as in the source, or all files.",
    remedy:
      "Close the directory above the mirror, if it contains only mirrors:\n    chmod 0700 DIRECTORY\nMount FAT, exFAT and NTFS with an option such as umask=077.",
  },
  "fs-mirror-other-machine": {
    summary: "Mirror belongs to another machine",
    cause:
      "The mark in the directory names the `id` of this config and the digest of another machine: two machines have the same `id` and the same directory, or this machine replaces the other one, or its machine id changed.",
    effect: NO_MIRROR,
    remedy:
      "If both machines are in use, give each its own `id` and its own directory. If this machine replaces the other one, take its mirror over:\n    rdump takeover ADDRESS",
  },
  "fs-mirror-other-owner": {
    summary: "Mirror belongs to another owner",
    cause: "The mark in the directory names another `id` than the config.",
    effect: NO_MIRROR,
    remedy:
      'Declare another directory. If the `id` of the config was changed, add the earlier one:\n    formerIds: ["ID"]',
  },
  "fs-mirror-other-volume": {
    summary: "Mirror belongs to another volume",
    cause: "The mark in the directory names another volume of this owner.",
    effect: NO_MIRROR,
    remedy:
      'Give each volume a mirror directory of its own. If the volume was renamed, declare it:\n    moved: [{ from: "OLD", to: "NEW" }]',
  },
  "fs-mirror-outside-mount": {
    summary: "Mirror is not on its declared mount point",
    cause: "The path of the mirror is not below its `mount`, so the check of the mount would protect nothing.",
    effect: NO_MIRROR,
    remedy: "Declare the mount point that contains the path.",
  },
  "fs-mirror-overlaps-source": {
    summary: "Mirror and source overlap",
    cause: "The mirror and the source are one directory, or one contains the other on the same file system.",
    effect: `${NO_MIRROR} The copy would copy itself or delete the source.`,
    remedy: "Declare a directory elsewhere, best on another disk.",
  },
  "fs-mirror-through-link": {
    summary: "Mirror is reached through a symbolic link",
    cause:
      "The declared path, or a directory of it, is a symbolic link. A link can be changed, and rsync deletes files.",
    effect: NO_MIRROR,
    remedy: "Declare the real path, which the diagnostic names.",
  },
  "fs-mirror-unreachable": {
    summary: "Cannot access the mirror",
    cause: "A query of the path failed, for example with permission denied or an input/output error.",
    effect: NO_MIRROR,
    remedy: "Correct the reported error, or run rdump as a user who can access the path.",
  },
} satisfies { readonly [code: string]: CodeText };
