import type { CodeText } from "@rdump/core/provider";

const NOT_USED = "The repository is not used in this run: no new archives, and no deletions.";

/** About a directory of archives as a whole, and the programs that work on it. */
export const REPOSITORY = {
  "directory-failed": {
    summary: "Cannot use the directory of archives",
    cause: "The system reported an error for the directory: the disk, the network or the permissions.",
    effect: NOT_USED,
    remedy: "Correct the reported error, then apply again.",
  },
  "directory-gone": {
    summary: "Known directory of archives not found",
    cause: "The plan was made with this directory, and the directory is missing at its location now.",
    effect: "The action failed. No new directory is made in its place.",
    remedy: "Mount its disk, or find out why the directory was moved or deleted. Then plan again.",
  },
  "directory-marker-invalid": {
    summary: "Invalid file rdump-directory.json",
    cause: "The content of the file `rdump-directory.json` at the location is not valid.",
    effect: NOT_USED,
    remedy: "Restore the file from a copy, or move it away if it is not a file of rdump.",
  },
  "directory-marker-missing": {
    summary: "Identity of the directory of archives is missing",
    cause: "The location has archives of this config, but the file `rdump-directory.json` is missing.",
    effect: `${NOT_USED} No new identity is made.`,
    remedy:
      "Restore the file `rdump-directory.json` from a copy. Without a copy, declare another location, where rdump begins a new directory. The archives at this location can still be restored by hand.",
  },
  "directory-no-space": {
    summary: "No space for the archive",
    cause: "The file system or the quota of the directory is full.",
    effect: "The archive is not made. Existing archives are not affected.",
    remedy: "Free space, then apply again. The unfinished file is already removed.",
  },
  "directory-not-own": {
    summary: "Other users can change the archives",
    cause: "A directory or a file of rdump at the location belongs to another user, or other users can write to it.",
    effect: NOT_USED,
    remedy: "Correct owner and permissions, for example:\n    chmod 0700 LOCATION/rdump-OWNER/VOLUME",
  },
  "directory-parent-missing": {
    summary: "Parent directory not found",
    cause: "The directory above the location does not exist. Its disk may not be mounted.",
    effect: "The directory is not made, and no archive is made in it.",
    remedy: "Mount the disk, or create the directory.",
  },
  "directory-permission": {
    summary: "No permission in the directory of archives",
    cause: "The user that runs rdump cannot read or write the directory or a file in it.",
    effect: NOT_USED,
    remedy: "Run rdump as the owner of these files, or correct their owner.",
  },
  "directory-program-missing": {
    summary: "A program for archives is not installed",
    cause: "`tar`, `zstd`, a program of coreutils, or the program of another format is not in `$PATH`.",
    effect: "No archives are made or restored in this run.",
    remedy: "Install the programs:\n    apt-get install tar zstd coreutils",
  },
  "directory-stopped": {
    summary: "The archive was interrupted",
    cause: "rdump received a signal, or the command took longer than `limits.time`.",
    effect: "The archive is not made. Its unfinished file does not count as a complete point.",
    remedy: "Apply again. If the time was too short, raise `limits.time`.",
  },
  "directory-too-many": {
    summary: "Too many files in the directory of archives",
    cause: "A directory at the location has more files than rdump reads.",
    effect: NOT_USED,
    remedy: "Move files that rdump did not make to another directory.",
  },
} satisfies { readonly [code: string]: CodeText };
