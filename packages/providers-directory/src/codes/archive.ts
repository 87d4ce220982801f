import type { CodeText } from "@rdump/core/provider";

/** About single archives. */
export const ARCHIVE = {
  "directory-archive-changed": {
    summary: "Archive changed after the plan was made",
    cause: "The archive was deleted, or its file or manifest was changed.",
    effect: "The action failed. Other archives are not affected.",
    remedy: "Plan again.",
  },
  "directory-archive-damaged": {
    summary: "Archive file is damaged",
    cause:
      "The digest of the file differs from the digest in its manifest: the disk is failing, or the file was changed.",
    effect: "The archive was not restored. Files in the destination were not changed.",
    remedy: "Restore an older point with `--at`, or a point of another target with `--from`. Check the disk.",
  },
  "directory-archive-missing": {
    summary: "Archive file is missing or has another size",
    cause: "A manifest names an archive file that does not exist, or that has another size.",
    effect: "The archive does not count as a point, and rdump does not delete its files.",
    remedy: "Restore the file from a copy, or delete the manifest by hand.",
  },
  "directory-archive-outside": {
    summary: "Archive contains paths outside of the volume",
    cause:
      "The archive has an absolute path, a path with `..`, or (dump, xfsdump) a file name that contains a `/`. Or it is an incremental archive with entries that tar could restore outside of the destination. rdump does not make such archives: the file was changed.",
    effect: "Nothing was moved to the destination.",
    remedy: "Find out who changed the file. Restore a point of another target with `--from`.",
  },
  "directory-base-missing": {
    summary: "Base of an incremental archive is missing",
    cause:
      "An incremental archive contains only the changes since its base, and the base or an earlier archive of the chain was deleted or is damaged.",
    effect:
      "The incremental archive does not count as a point, and rdump does not delete its files. The next archive is full.",
    remedy: "Restore the files of the missing archive from a copy, or move the files of the incremental archive away.",
  },
  "directory-files-changed": {
    summary: "Files changed while tar read them",
    cause: "The source is in use, and files were changed or deleted while tar read them.",
    effect:
      "The archive counts as a point. In the archive, these files can be missing, or their content can be a mixture of old and new data.",
    remedy: "No action is needed. A snapshot source avoids this warning.",
  },
  "directory-files-unreadable": {
    summary: "tar could not read files",
    cause:
      "tar could not read some files: permission denied, or an error of the disk. Or a path has more than 4095 bytes, so tar could not restore it.",
    effect: "The archive has all other files. It is incomplete, fills no slot, and is kept by the keep rules.",
    remedy: "Run rdump as a user who can read the files, check the disk, or exclude the files.",
  },
  "directory-format-unsuitable": {
    summary: "Archive format does not fit the volume",
    cause:
      "The formats `dump` (ext2, ext3, ext4) and `xfsdump` (XFS) store a whole file system from a snapshot of its logical volume. The source has another file system or is not on a logical volume, or the volume has excludes.",
    effect: "No archive is made. Existing archives stay, and can be restored.",
    remedy: 'Declare a repository with the format "tar" for this volume.',
  },
  "directory-left-out-not-written": {
    summary: "Cannot write the list of paths for tar",
    cause: "rdump writes a file with the mount points that tar must leave out. The write failed.",
    effect: "tar was not started, and no archive was made.",
    remedy: "Free space in the directory that the diagnostic names, or correct its permissions.",
  },
  "directory-manifest-invalid": {
    summary: "Cannot read the manifest of an archive",
    cause: "The content of a file `.rdump.json` is not valid, or the file belongs to another user.",
    effect: "The archive does not count as a point, and rdump does not delete its files.",
    remedy: "Restore the manifest from a copy, or move the files of this archive away.",
  },
  "directory-names-lost": {
    summary: "Format cannot restore some names",
    cause:
      "dump 0.4b47 cannot store names of 255 bytes: a restore gives such a file another name, or ends with an error. The programs `restore` and `xfsrestore` leave out paths of more than 4095 bytes. rdump finds these names when it reads the new archive.",
    effect: "The archive has all other names. It is incomplete, fills no slot, and is kept by the keep rules.",
    remedy: 'Rename the files, or use a repository with the format "tar".',
  },
  "directory-not-deleted": {
    summary: "Archive was not deleted",
    cause: "The files of the archive could not be removed.",
    effect: "The archive stays and uses space.",
    remedy: "Correct the permissions of the directory, then apply again.",
  },
  "directory-not-written": {
    summary: "Archive could not be written",
    cause: "tar succeeded, but rdump could not flush the file to the disk, rename it, or write its manifest.",
    effect: "The archive does not count as a point. Existing archives are not affected.",
    remedy: "Check the disk and the permissions of the directory, then apply again.",
  },
  "directory-path-missing": {
    summary: "Path is not in this tar archive",
    cause:
      "A path of the command does not exist in the archive. The path is misspelled, was excluded, or existed at another time.",
    effect: "Nothing was moved to the destination.",
    remedy: "Paths begin at the root of the volume. Choose another point with `--at`.",
  },
  "directory-restore-full": {
    summary: "No space for the restored files",
    cause: "The file system or the quota of the directory for the restored files is full.",
    effect: "Nothing was moved to the destination. A full file system is no sign of a damaged archive.",
    remedy: "Free space, or restore to a larger disk with `--to`. For a proof, name a larger disk with `scratch`.",
  },
  "directory-restore-warned": {
    summary: "tar could not restore everything",
    cause: "tar restored the archive and reported errors for some files.",
    effect: "The other files are restored. The check of the restored tree names files that differ.",
    remedy:
      "Restore as root, into a file system that stores owners, ACLs and extended attributes. To restore a hard link, name both of its paths.",
  },
  "directory-source-changed": {
    summary: "Snapshot lost files while tar read it",
    cause:
      "Files disappeared in the snapshot of the source. A snapshot must not change: a process writes to it, or unmounted it.",
    effect: "The archive does not count as a point.",
    remedy: "Find the process that changes or unmounts the snapshot, then apply again.",
  },
  "directory-source-not-mounted": {
    summary: "Snapshot is not mounted for tar",
    cause: "The snapshot of the source was unmounted before tar started.",
    effect: "tar was not started, and no archive was made.",
    remedy: "Find the program that unmounts the snapshot, then apply again.",
  },
  "directory-state-unusable": {
    summary: "Incremental archive is not possible",
    cause:
      "Possible reasons: the base, or the file `.snar` or `.names` beside it, is missing, damaged or too large; tar found one directory at two paths, because it is mounted at both or was moved while tar read it; with the format `dump`, a directory was renamed or a file is immutable.",
    effect: "This archive or the next archive is full. Existing archives are not affected.",
    remedy: "No action is needed. If it happens again, check the disk.",
  },
  "directory-tar-failed": {
    summary: "The archiver failed",
    cause:
      "tar, the program of another format, or zstd ended with an error that rdump does not know. The diagnostic has the last messages.",
    effect: "The action failed. An archive without its manifest does not count as a point.",
    remedy: "Correct the reported error, then apply again. To see the command:\n    rdump plan --verbose",
  },
} satisfies { readonly [code: string]: CodeText };
