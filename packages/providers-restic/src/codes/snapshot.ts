import type { CodeText } from "@rdump/core/provider";

const INCOMPLETE =
  "The archive has all other files. It has the tag `incomplete`, fills no slot, and is kept by the keep rules.";

/** About the snapshots of restic, which are the archives of rdump. */
export const SNAPSHOT = {
  "restic-files-unreadable": {
    summary: "restic could not read files",
    cause: "restic could not read some files: permission denied, or an error of the disk.",
    effect: INCOMPLETE,
    remedy: "Run rdump as a user who can read the files, check the disk, or exclude the files.",
  },
  "restic-files-vanished": {
    summary: "Files disappeared while restic read the source",
    cause: "The source is in use, and some files were deleted before restic read them.",
    effect: "The archive counts as a point. These files are not in it.",
    remedy: "No action is needed. A snapshot source avoids this warning.",
  },
  "restic-left-out-not-written": {
    summary: "Cannot write the list of paths to leave out",
    cause: "rdump writes a file with the mount points that restic must leave out. The write failed.",
    effect: "restic was not started, and no archive was made.",
    remedy: "Free space in the directory that the diagnostic names, or correct its permissions.",
  },
  "restic-no-summary": {
    summary: "restic reported no new snapshot",
    cause: "restic ended without an error, and its output has no summary of a new snapshot.",
    effect: "The new archive does not count as a point.",
    remedy:
      "Apply again. If it happens again, run the command by hand. The command is shown by:\n    rdump plan --verbose",
  },
  "restic-source-replaced": {
    summary: "Archive has entries from outside of its source",
    cause:
      "restic opens files by their paths. Another user can have replaced a directory of the source by a symbolic link while restic read it. The archive then has files that this user may not read.",
    effect:
      "The archive keeps its tag `unchecked`, and does not count as a point. The next run makes another archive, and deletes this one.",
    remedy:
      "Find out which user changed the directories that the diagnostic names. Read the volume from a snapshot of LVM or ZFS, or use a repository of borg, which never follows such a link.",
  },
  "restic-not-compared": {
    summary: "Cannot compare archive with the previous one",
    cause: "restic did not report the number of files of the newest earlier archive.",
    effect: "The archive counts as a point. rdump does not know whether the source has lost files.",
    remedy: "Run `restic stats` on the earlier archive, and check the repository.",
  },
  "restic-not-forgotten": {
    summary: "restic did not delete an archive",
    cause:
      "restic ended without an error, and the repository still lists the snapshot. An append-only server or a rule of the storage can refuse deletions.",
    effect: "The archive stays and uses space.",
    remedy: "Allow deletions on the server, or remove `keep` from the target and delete archives on the server.",
  },
  "restic-not-marked": {
    summary: "New archive not found with its final mark",
    cause:
      "restic ended without an error, and the repository lists no snapshot with the tags of this run. Another program may be changing the tags.",
    effect: "The archive does not count as a point.",
    remedy: "Apply again. If it happens again, find the program that changes the repository.",
  },
  "restic-path-missing": {
    summary: "Path is not in this archive",
    cause:
      "A path of the command does not exist in the archive. It is misspelled, was excluded, or existed at another time.",
    effect: "Nothing was moved to the destination.",
    remedy: "Paths begin at the root of the volume. Choose another point with `--at`.",
  },
  "restic-restore-full": {
    summary: "No space for the files that restic restores",
    cause: "The file system or the quota of the directory for the restored files is full.",
    effect: "Nothing was moved to the destination. A full file system is no sign of a damaged archive.",
    remedy: "Free space, or restore to a larger disk with `--to`. For a proof, name a larger disk with `scratch`.",
  },
  "restic-restore-warned": {
    summary: "restic could not restore everything",
    cause: "restic restored the archive and reported errors for some files.",
    effect: "The other files are restored. The check of the restored tree names files that differ.",
    remedy: "Restore as root, into a file system that stores owners, ACLs and extended attributes.",
  },
  "restic-snapshot-damaged": {
    summary: "Archive in restic is damaged",
    cause: "restic read data that does not have its checksum: the disk is failing, or the repository was changed.",
    effect: "The archive was not restored completely. Files in the destination were not changed.",
    remedy:
      "Restore an older point with `--at`, or a point of another target with `--from`. Then run:\n    restic check --read-data",
  },
  "restic-snapshot-gone": {
    summary: "Archive is not in the repository any more",
    cause:
      "The archive was deleted, or its tags were changed by hand, after the plan was made. If its tags change, an archive gets another id.",
    effect: "The action failed. Other archives are not affected.",
    remedy: "Plan again.",
  },
  "restic-snapshot-outside": {
    summary: "Archive in restic would write outside of the destination",
    cause:
      "The archive has a symbolic link and another entry with the same path, and restic writes through the link. restic never stores such entries when it reads a directory, so somebody who knows the passphrase made this archive. Or the archive has more than about two million symbolic links, and rdump cannot check it as a whole.",
    effect: "Nothing was restored.",
    remedy:
      "Restore a point of another target with `--from`. Find out who can write to the repository, and treat its other archives as suspect. If the archive has too many symbolic links, restore its directories one by one, by their paths.",
  },
  "restic-source-changed": {
    summary: "Snapshot lost files while restic read it",
    cause:
      "Files disappeared in the snapshot of the source. A snapshot must not change: a process writes to it, or unmounted it.",
    effect: "The archive does not count as a point, and keeps the tag `unchecked`.",
    remedy: "Find the process that changes or unmounts the snapshot, then apply again.",
  },
  "restic-source-not-mounted": {
    summary: "Source snapshot is not mounted",
    cause: "The snapshot of the source was unmounted before restic started.",
    effect: "restic was not started, and no archive was made.",
    remedy: "Find the program that unmounts the snapshot, then apply again.",
  },
} satisfies { readonly [code: string]: CodeText };
