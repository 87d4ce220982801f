import { register } from "@rdump/core/provider";

export const SUREFILE = register({
  "rsure-exposed": {
    summary: "Other users can read the surefile",
    cause:
      "The file system of the volume stores no permissions (vFAT, exFAT, NTFS, CIFS), and its mount options let other users read the surefile.",
    effect:
      "Other users can see names, sizes, owners, times and hashes of all files of the volume. The backup is complete.",
    remedy: "Mount the file system with `umask=077`, or with `fmask=077` and `dmask=077`.",
  },
  "rsure-large": {
    summary: "Large files have no hash",
    cause: "The volume declares `integrity.largest`, and these files are larger.",
    effect: "Their names and attributes are recorded. A proof cannot compare their content.",
    remedy: "No action is needed. To have them hashed, raise or remove `integrity.largest`.",
  },
  "rsure-left-out": {
    summary: "Other file systems are not recorded",
    cause: "A file system below the volume's directory cannot be read, or an ordinary user mounted it through FUSE.",
    effect: "The surefile does not contain the mount point. The rest of the volume is recorded.",
    remedy: "No action is needed. To back up that file system, declare a separate volume for it.",
  },
  "rsure-narrowed": {
    summary: "Surefile is closed to other users",
    cause: "The surefile had a mode that let other users read it. Earlier versions wrote it with such a mode.",
    effect:
      "The surefile lists names, sizes and hashes of files that other users may not read. Its mode is now 0600. Restored copies and mirrors get the same mode.",
    remedy:
      "If other users had access, assume that they know the names and could guess short contents from the hashes.",
  },
  "rsure-untrusted": {
    summary: "Surefile is not trusted",
    cause:
      "The surefile is not a regular file of the user who updates it, or it has other hard links, or other users can write to it. Another user may have created or changed it.",
    effect:
      "`rsure` uses none of its hashes, reads every file, and starts a new surefile. So the number of files before this run is unknown. The old file is renamed to `NAME.untrusted-RUN`, and its content is not changed.",
    remedy:
      "Look at the renamed file, and find out who can write to the directory. Remove the file when you do not need it. This happens once after `rsure` ran as another user or with umask 000.",
  },
});

export const RSURE = register({
  "rsure-sample-not-written": {
    summary: "List of the sample could not be written",
    cause: "The state directory is full or not writable, or the sample has too many files.",
    effect: "No file was proven.",
    remedy: "Free space in the state directory, or declare a smaller `sample`.",
  },
  "rsure-not-adopted": {
    summary: "Integrity data was not copied back to the source",
    cause:
      "The surefile was updated in the snapshot, but could not be copied to the source: the source is read-only, full, not mounted, or has another revision.",
    effect: "The backup is complete and has the new surefile. The next run hashes more files.",
    remedy: "Correct the reported error. If the source can never be written, declare `integrity: false`.",
  },
  "rsure-changed-meanwhile": {
    summary: "Files were written while the point was made",
    cause:
      "The source was in use. These files were written after their integrity data was recorded, so the record and the copy may not be equal.",
    effect: "These files are restored as they were copied. They are not proven, and they are no sign of damage.",
    remedy: "No action is needed. For files that must be proven, use a snapshot source (LVM, ZFS).",
  },
  "rsure-differs": {
    summary: "Restored files differ from the saved files",
    cause:
      "The restored tree was compared with the integrity data of the run that made the point, and content, attributes or names differ. Possible reasons: the repository or the mirror was damaged or changed; a file could not be read again; a file is not in the point, although no exclude of the present config matches it.",
    effect: "All files are restored as the point has them. The named files differ from the integrity data.",
    remedy:
      "Restore the named files from another point or another target, with `--at` or `--from`. Check the disk of the repository or mirror.",
  },
  "rsure-doubtful": {
    summary: "Files changed without a new ctime",
    cause:
      "The content of the files changed, but inode, size, mtime and ctime did not. Either a program wrote the files in the same second in which the previous integrity data was recorded, or the disk has damaged them since then.",
    effect: "The new content is saved.",
    remedy:
      "If a program wrote the files at that time, no action is needed. Otherwise look at the files, and check the disk.",
  },
  "rsure-maybe-cache": {
    summary: "Missing directories may be excluded caches",
    cause:
      "The volume declares `excludeCaches`, and the point lacks these directories, which are in the integrity data. rdump does not know whether they had a CACHEDIR.TAG when the point was made.",
    effect: "These directories are not proven. All other files are compared.",
    remedy: "If a named directory is no cache, restore it from another point.",
  },
  "rsure-not-carried": {
    summary: "Owners or devices were not restored",
    cause: "Only root can give files to other users and create devices.",
    effect: "The content is restored. The named files belong to the caller, or are missing.",
    remedy: "Restore as root to get them too.",
  },
  "rsure-not-stored": {
    summary: "Times outside of the range of the archive",
    cause: "An archive of borg stores only times from 1970 to January 2038.",
    effect: "The content is right. The named files have the nearest time that the archive can store.",
    remedy: "If these times matter, use another target too: tar, restic, a snapshot or a mirror.",
  },
  "rsure-not-checked": {
    summary: "Restored files could not be checked",
    cause: "rsure could not be started, was interrupted, or failed.",
    effect: "The files are restored, and not proven.",
    remedy: "Remove the reported cause. To check them later:\n    rsure -d DIR check",
  },
  "rsure-not-provable": {
    summary: "Restored files are not provable",
    cause:
      "No surefile has a revision of the run that made the point: the volume had no integrity data then, the surefile is damaged, or it is not trusted.",
    effect: "The files are restored as the point has them. Nothing is known about damage.",
    remedy: "Declare integrity data for the volume (the default). Points of later runs are provable.",
  },
  "rsure-place-lacks": {
    summary: "Place of the restored tree cannot store everything",
    cause:
      "The file system of the directory cannot store these parts of the source, or the user has no right to restore them.",
    effect: "These parts of the point are not proven. Everything else was compared.",
    remedy: "Prove the point as root, in a directory of a Linux file system (`--scratch`).",
  },
  "rsure-point-surefile": {
    summary: "Integrity data of the point is damaged or missing",
    cause:
      "The run that made the point also wrote a surefile into the point. That surefile is damaged, or does not have the revision of the run. Another surefile has this revision.",
    effect: "The proof failed. After the loss of the source, this point could not be proven.",
    remedy:
      "Restore the surefile of the point from another point, or make a new point. A damaged medium can have damaged other files too.",
  },
  "rsure-not-written": {
    summary: "Integrity data was not updated",
    cause: "rsure failed, took longer than `limits.time`, or could not write the surefile.",
    effect: "The backup is made, but a restore of this point cannot be proven.",
    remedy:
      "Correct the reported error, then apply again. If the source can never be written, declare `integrity: false`.",
  },
  "rsure-unread": {
    summary: "Some files have no integrity data",
    cause:
      "Files could not be read while the surefile was updated: permission denied, or an error of the disk. Sparse files of more than 1 TiB with almost no data are not read either.",
    effect: "The surefile has no hashes for these files, so a restore of them cannot be proven.",
    remedy:
      "Run rdump as a user who can read the files, check the disk, or exclude the files. Ask the owner of a huge sparse file to remove it.",
  },
  "rsure-unreadable": {
    summary: "Cannot read the integrity data",
    cause: "The surefile is damaged, is not a surefile, or cannot be opened.",
    effect: "The surefile is not changed, and points cannot be proven with it.",
    remedy:
      "Restore the surefile from a backup, or move it away: the next run then begins a new one, without the earlier revisions.",
  },
});
