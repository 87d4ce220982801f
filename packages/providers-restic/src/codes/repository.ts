import type { CodeText } from "@rdump/core/provider";

const NOT_USED = "The repository is not used in this run: no new archives, and no deletions.";

/** About a repository as a whole: whether it can be reached, opened and written. */
export const REPOSITORY = {
  "restic-bad-answer": {
    summary: "Cannot read the list of snapshots",
    cause: "The output of restic is incomplete, too large, or not the expected JSON.",
    effect: NOT_USED,
    remedy: "Run `restic snapshots --json` on the repository. If that output is valid, report a bug in rdump.",
  },
  "restic-config-missing": {
    summary: "Repository has lost its config file",
    cause: "The directory has snapshots or data of restic, and the file `config` is missing.",
    effect: `${NOT_USED} No new repository is made in its place.`,
    remedy: "Restore the file `config` from a copy of the repository. Without it, restic cannot read the repository.",
  },
  "restic-corrupt": {
    summary: "Data of the repository is damaged",
    cause: "restic found missing or changed data: an error of the disk, an incomplete copy, or an interrupted write.",
    effect: `${NOT_USED} A restore of some archives may fail.`,
    remedy: "Check the disk, make a copy of the repository, then run:\n    restic check",
  },
  "restic-gone": {
    summary: "Known restic repository not found",
    cause: "The plan was made with this repository, and the repository is missing at its location now.",
    effect: "The action failed. No new repository is made in its place.",
    remedy: "Mount its disk, or find out why the repository was moved or deleted. Then plan again.",
  },
  "restic-locked": {
    summary: "restic repository is locked",
    cause:
      "Another process holds a lock, or a process died and left its lock. A change of tags, a deletion, a check or a prune requires exclusive access.",
    effect: "The action failed. An archive without its final mark does not count as a point.",
    remedy:
      "Wait for the process that the diagnostic names. The next `rdump apply` removes the lock of a dead process of this host. On another host, if the process is certainly dead:\n    restic unlock",
  },
  "restic-no-space": {
    summary: "No space for the repository",
    cause: "The file system or the quota of the repository, of its cache or of `/tmp` is full.",
    effect: "The archive is not made. Existing archives are not affected.",
    remedy: "Free space. Deleted archives free their space only after:\n    restic prune",
  },
  "restic-not-a-repository": {
    summary: "Not a restic repository",
    cause: "The location has files, and they are not a restic repository.",
    effect: NOT_USED,
    remedy: "Correct `location`, or move the files away.",
  },
  "restic-not-put-aside": {
    summary: "Cannot rename the unfinished restic repository",
    cause: "An interrupted `restic init` left a part of a repository, and the rename of that directory failed.",
    effect: "The new repository is not made, and no archive is made in it.",
    remedy: "Move the directory away by hand, then apply again.",
  },
  "restic-parent-missing": {
    summary: "Parent directory of the repository not found",
    cause: "The directory above the new repository does not exist. Its disk may not be mounted.",
    effect: "The repository is not made, and no archive is made in it.",
    remedy: "Mount the disk, or create the directory.",
  },
  "restic-passphrase-command": {
    summary: "Passphrase command of restic failed",
    cause: "The declared command did not start, or ended with an error.",
    effect: NOT_USED,
    remedy: "Run the command by hand, without a terminal, as the user that runs rdump. It must print the passphrase.",
  },
  "restic-passphrase-file": {
    summary: "Passphrase file of restic not found",
    cause: "The declared file does not exist.",
    effect: NOT_USED,
    remedy:
      "Create an empty file that only its owner can read, and write the passphrase into it:\n    install -m 0600 /dev/null FILE",
  },
  "restic-permission": {
    summary: "restic has no permission",
    cause: "The user that runs rdump cannot read or write a file of the repository or of restic's cache.",
    effect: NOT_USED,
    remedy: "Run rdump as the owner of these files, or correct their owner.",
  },
  "restic-unfinished": {
    summary: "Creation of the restic repository was interrupted",
    cause:
      "`restic init` was interrupted before it wrote the file `config`. The directory has no snapshots and no data.",
    effect: "The directory is renamed, and a new repository is made.",
    remedy: "No action is needed. The renamed directory can be deleted.",
  },
  "restic-unreachable": {
    summary: "restic cannot reach the repository",
    cause: "The connection to the host or the storage could not be made, or broke.",
    effect: `${NOT_USED} Data that is already uploaded is not sent again.`,
    remedy: "Run `restic snapshots` on the location, as the user that runs rdump, and correct the reported error.",
  },
  "restic-wrong-passphrase": {
    summary: "Passphrase does not open the repository",
    cause: "No key of the repository belongs to the declared passphrase.",
    effect: NOT_USED,
    remedy: "Correct the content of the passphrase file, or the output of the passphrase command.",
  },
} satisfies { readonly [code: string]: CodeText };
