import type { CodeText } from "@rdump/core/provider";

const UNCHECKED =
  'The archive does not count as a point, and its name ends in ".unchecked". The next run makes another archive.';

const INCOMPLETE =
  'Everything else is archived. The archive is incomplete, and its name ends in ".incomplete". It fills no slot, and the keep rules decide how long it is kept.';

/** About archives: their making, checking and deletion. */
export const ARCHIVE = {
  "borg-archive-changed": {
    summary: "Archive has changed since the plan was made",
    cause: "The name of an archive that should be deleted or restored now belongs to another archive.",
    effect: "Nothing was deleted or restored.",
    remedy: "Plan again and read which archives the plan names:\n    rdump plan",
  },
  "borg-archive-damaged": {
    summary: "Archive is damaged",
    cause:
      "borg read data whose checksum is wrong: the disk is failing, or the repository was changed. borg ends a restore at the first damaged chunk.",
    effect: "The archive was not restored completely. Files in the destination were not changed.",
    remedy:
      "Restore an older point with `--at`, or a point of another target with `--from`. To restore undamaged files of this archive, name their paths. Make a copy of the repository before `borg check --repair`.",
  },
  "borg-archive-gone": {
    summary: "Archive not found",
    cause: "Another program deleted or renamed the archive while rdump used it.",
    effect: "The action failed. Other archives are not affected.",
    remedy: "Apply again. If it happens again, find the program that changes the repository.",
  },
  "borg-archive-outside": {
    summary: "Archive would write outside of the destination",
    cause:
      "An entry of the archive has an absolute path, a path with `..`, or a path below a symbolic link of the same archive. borg never stores such an entry when it reads a directory, so somebody who can write to the repository made this archive. Or the archive has more than about a million symbolic links, and rdump cannot check it as a whole.",
    effect: "Nothing was extracted.",
    remedy:
      "Restore a point of another target with `--from`. Find out who can write to the repository, and treat its other archives as suspect. If the archive has too many symbolic links, restore its directories one by one, by their paths.",
  },
  "borg-sample-not-written": {
    summary: "List of the files to prove could not be written",
    cause:
      "The proof reads a part of the archive only (`sample` in `verify`), and borg reads the names of these files from a list. The state directory, where rdump writes the list, is full or not writable, or the archive has too many names.",
    effect: "Nothing was extracted, and nothing is proven.",
    remedy:
      "Free space in the state directory, or correct its permissions. For an archive with too many names, remove `sample` from `verify`.",
  },
  "borg-extract-warned": {
    summary: "borg could not restore everything",
    cause:
      "borg extracted the archive and reported problems with some files, for example an attribute that the destination cannot store.",
    effect: "The other files are restored. The check of the restored tree names files that differ.",
    remedy: "Restore as root, into a file system that stores owners, ACLs and extended attributes.",
  },
  "borg-files-changed": {
    summary: "Files changed while they were archived",
    cause: "The source is in use, and some files were written while borg read them.",
    effect:
      "The archive counts as a point. In the archive, the content of these files can be a mixture of old and new data.",
    remedy: "For files that must be consistent (databases), use a snapshot source, or a hook that makes a dump.",
  },
  "borg-files-unreadable": {
    summary: "Files could not be archived",
    cause: "borg could not read some files: permission denied, or an input/output error.",
    effect: INCOMPLETE,
    remedy: "Run rdump as a user who can read the files, check the disk, or exclude the files.",
  },
  "borg-files-vanished": {
    summary: "Files disappeared while they were archived",
    cause: "The source is in use, and some files were deleted before borg read them.",
    effect: "The archive counts as a point. It does not contain these files.",
    remedy: "No action is needed. A snapshot source avoids this warning.",
  },
  "borg-left-out-not-written": {
    summary: "Cannot write the list of excluded directories",
    cause: "rdump writes a file with the directories that borg must leave out, and the file could not be written.",
    effect: "borg was not started, and no archive was made.",
    remedy: "Free space in the directory that the diagnostic names, or correct its permissions. Then apply again.",
  },
  "borg-mounted-late": {
    summary: "File systems were mounted during the backup",
    cause: "While borg was running, file systems were mounted below the source.",
    effect: "Other file systems are not part of the volume. Nothing is missing in the archive.",
    remedy: "No action is needed.",
  },
  "borg-name-taken": {
    summary: "Archive name is already taken",
    cause:
      "The repository already has an archive with the name of the new archive. Another program or another config made that archive.",
    effect: "rdump does not change that archive, and makes no archive in this run.",
    remedy:
      "Apply again: the next run uses another archive name. If two configs share a repository, give their volumes different names.",
  },
  "borg-not-compared": {
    summary: "Cannot compare archive with the previous one",
    cause: "borg did not report how many files the previous archive has.",
    effect:
      "The new archive counts as a point, but rdump does not know whether the source has lost files since the previous archive.",
    remedy: "Look at the previous archive with `borg info`, and check the repository.",
  },
  "borg-not-deleted": {
    summary: "borg did not delete an archive",
    cause: "borg reported success, but the archive is still in the list.",
    effect: "The archive stays and uses space.",
    remedy:
      "Apply again. If the archive stays, delete it by hand and read the output of borg:\n    borg delete REPOSITORY::ARCHIVE",
  },
  "borg-not-renamed": {
    summary: "New archive not found under its name",
    cause:
      "borg reported that it renamed the archive of this run, but the list does not show it. Another program may be changing the repository.",
    effect: "The archive does not count as a point.",
    remedy: "Apply again. If it happens again, find the program that changes the repository.",
  },
  "borg-remark": {
    summary: "borg reported a minor problem",
    cause: "borg reported success and a minor problem, for example an extended attribute that could not be read.",
    effect: "The archive counts as a point and contains all files. An attribute of a file may be missing.",
    remedy: "Correct the reported problem where possible.",
  },
  "borg-restore-full": {
    summary: "No space for the files that borg restores",
    cause: "The file system or the quota of the directory for the restored files is full.",
    effect: "Nothing was moved to the destination. A full file system is no sign of a damaged archive.",
    remedy: "Free space, or restore to a larger disk with `--to`. For a proof, name a larger disk with `scratch`.",
  },
  "borg-renamed-archive": {
    summary: "An archive was renamed",
    cause: "An archive has the mark of rdump, but not the name that rdump gave to it.",
    effect: "The archive is treated as an archive of another owner: it fills no slot and is never deleted by rdump.",
    remedy:
      "To keep the archive forever, do nothing. Otherwise rename it back:\n    borg rename REPOSITORY::NEWNAME OLDNAME",
  },
  "borg-snapshot-changed": {
    summary: "Snapshot changed while it was archived",
    cause:
      "Files disappeared or changed in a snapshot, although a snapshot must not change. The snapshot was unmounted, or a process writes to it.",
    effect: UNCHECKED,
    remedy: "Find the process that writes to the snapshot or unmounts it, then apply again.",
  },
  "borg-too-deep": {
    summary: "Directory trees are too deep for borg",
    cause: "A directory tree has more levels, or longer paths, than borg can archive and restore.",
    effect: INCOMPLETE,
    remedy: "Ask the owner of the tree to remove it, or exclude it.",
  },
  "borg-tree-not-mounted": {
    summary: "The snapshot is not mounted",
    cause: "The snapshot to archive was unmounted before borg started.",
    effect: "borg was not started, and no archive was made.",
    remedy: "Find the program that unmounts the snapshot, then apply again.",
  },
  "borg-unexplained-warning": {
    summary: "borg reported a warning without a message",
    cause: "The exit status of borg reports a problem, but the output of borg names none.",
    effect: UNCHECKED,
    remedy:
      "Apply again. If it happens again, run the command by hand. The command is shown by:\n    rdump plan --verbose",
  },
  "borg-wrong-time": {
    summary: "Archive has another time than its run",
    cause:
      "rdump passes a file of the state directory to borg (`--timestamp`), and borg gives the archive the modification time of this file. The file system of the state directory does not store exact times, or another process changed the file.",
    effect: "The archive does not count as a point.",
    remedy:
      "Use a state directory on a file system that keeps modification times, such as ext4, XFS, Btrfs or ZFS. Then apply again.",
  },
  "borg-path-missing": {
    summary: "Path is not in this archive",
    cause:
      "A path of the command does not exist in the archive: it is misspelled, was excluded, or was created later or deleted earlier.",
    effect: "Nothing was moved to the destination.",
    remedy: "Paths begin at the root of the volume. Choose an earlier or later point with `--at`.",
  },
} satisfies { readonly [code: string]: CodeText };
