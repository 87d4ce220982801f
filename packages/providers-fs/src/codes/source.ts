import type { CodeText } from "@rdump/core/provider";

const NOT_BACKED_UP = "The volume is not backed up in this run, and none of its points is destroyed.";

/** About plain sources. */
export const SOURCE = {
  "fs-mount-hides-files": {
    summary: "A mount hides files that the mirror has",
    cause:
      "A file system is mounted below the source, over a directory whose files are in the mirror. These files cannot be seen in the source.",
    effect: "The mirror keeps these files as they were, and everything else is copied.",
    remedy:
      "If the files are still needed, move them out from below the mount. If not, exclude the mount point by its path: then the next run deletes them from the mirror.",
  },
  "fs-source-absent": {
    summary: "Source not found",
    cause: "The declared path does not exist: it is misspelled, was removed, or its disk is not mounted.",
    effect: NOT_BACKED_UP,
    remedy: "Mount the disk, or correct the path in the config.",
  },
  "fs-source-changed": {
    summary: "Source has changed since the plan was made",
    cause: "The path leads to another device or another directory than when the plan was made.",
    effect: "The data that was read does not count as a point.",
    remedy: "Look at the mount with `findmnt`, then apply again.",
  },
  "fs-source-decayed": {
    summary: "Too many files of the source decayed",
    cause:
      "The content of many files changed, but their ctime did not. There are too many of these files to exclude each of them from a mirror by its name. The disk of the source, its controller or the memory damages files.",
    effect: "The mirror is unchanged, and has the former content.",
    remedy: "Check the disk of the source, and restore the files from the mirror or from an older point.",
  },
  "fs-source-empty": {
    summary: "Source is empty, and its mirror is not",
    cause: "The source has no files, and its mirror has. A file system is most likely not mounted, or was lost.",
    effect: "Nothing is copied or deleted: the mirror keeps its files.",
    remedy: "Mount or restore the source. If the source is intentionally empty, empty the mirror by hand.",
  },
  "fs-source-link-refused": {
    summary: "Source path leads through a link that others can replace",
    cause:
      "A directory of the declared path is a symbolic link, and a user other than root and the caller can replace it.",
    effect: `${NOT_BACKED_UP} That user could otherwise choose which files are archived with the rights of root.`,
    remedy: "Declare the real path of the directory as the path of the volume.",
  },
  "fs-source-no-directory": {
    summary: "Source is not a directory",
    cause: "The declared path is a file, a device or another object. A volume is a directory.",
    effect: NOT_BACKED_UP,
    remedy: "Declare the directory that contains this file or device, and exclude the other files.",
  },
  "fs-source-not-mounted": {
    summary: "Source is not mounted",
    cause:
      "`mount` declares a mount point, and nothing is mounted there. Files in the directory under the mount point do not belong to the volume.",
    effect: `${NOT_BACKED_UP} If the source was unmounted during the run, the data that was read does not count.`,
    remedy: "Mount the file system. If nothing is ever mounted there, declare `path` instead of `mount`.",
  },
  "fs-source-not-writable": {
    summary: "Integrity data cannot be written",
    cause: "rdump runs as an ordinary user, who cannot write to the directory of the source.",
    effect: "The backup is made. Its integrity data is missing or old, so a restore cannot be proven.",
    remedy:
      'Run rdump as root. If the directory belongs to root, `privilege: "sudo"` is enough. If the source can never be written, declare `integrity: false`.',
  },
  "fs-source-shrunk": {
    summary: "Mirror would lose too many files",
    cause:
      "The next copy would delete more files from the mirror than `limits.shrink` allows, because they are missing in the source or are excluded.",
    effect: "Nothing is copied or deleted: the mirror keeps its files.",
    remedy:
      "If the files were lost, restore the source: the mirror has them. If they were deleted or excluded on purpose, raise `limits.shrink` in the config for one run.",
  },
  "fs-source-through-link": {
    summary: "Source is reached through a symbolic link",
    cause: "The declared path is a symbolic link, or a directory in this path is one.",
    effect:
      "The directory that the link leads to is backed up. If the link is changed, another directory is backed up.",
    remedy: "Declare the real path, which the diagnostic names.",
  },
  "fs-source-unreachable": {
    summary: "Cannot access the source",
    cause: "A query of the path failed, for example with permission denied or an input/output error.",
    effect: NOT_BACKED_UP,
    remedy: "Correct the reported error, or run rdump as a user who can read the path.",
  },
  "fs-surefile-missing": {
    summary: "Source has no integrity data",
    cause:
      "Integrity data was written into this tree before. Its file, the surefile, is missing or unreachable now. The directory may contain another tree, or may have been emptied.",
    effect: "Nothing is copied or deleted: the mirror keeps its files.",
    remedy: "Look at the mount with `findmnt`. If the surefile was deleted, apply again: the next run writes it.",
  },
  "fs-tree-not-mounted": {
    summary: "The snapshot is not mounted",
    cause: "The snapshot to copy was unmounted before rsync started.",
    effect: "rsync was not started, and the mirror is unchanged.",
    remedy: "Find the program that unmounts the snapshot, then apply again.",
  },
} satisfies { readonly [code: string]: CodeText };
