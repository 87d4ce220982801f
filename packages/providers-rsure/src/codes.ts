import { register } from "@rdump/core/provider";

export const SUREFILE = register({
  "rsure-exposed": {
    summary: "Other users can read the surefile",
    cause:
      "The file system of the volume keeps no modes (vFAT, exFAT, NTFS, CIFS), and its mount options let other users read the surefile.",
    effect:
      "Other users can see names, sizes, owners, times and hashes of all files of the volume. The backup is complete.",
    remedy: "Mount the file system with `umask=077`, or with `fmask=077` and `dmask=077`.",
  },
  "rsure-left-out": {
    summary: "Other file systems are not recorded",
    cause:
      "A file system is mounted below the volume's directory. It cannot be read, or an ordinary user mounted it through FUSE.",
    effect: "The surefile does not contain its mount point. The rest of the volume is recorded.",
    remedy: "No action is needed. To save what is mounted there, declare a volume of its own for it.",
  },
  "rsure-narrowed": {
    summary: "Surefile is closed to other users",
    cause: "The surefile had a mode that let other users read it. Earlier versions wrote it with such a mode.",
    effect:
      "It lists names, sizes and hashes of files that other users may not read. Its mode is now 0600. Restored copies and mirrors get the same mode.",
    remedy:
      "If other users had access, assume that they know the names and could guess short contents from the hashes.",
  },
  "rsure-untrusted": {
    summary: "Surefile is not trusted",
    cause:
      "The surefile is not a regular file of the user who updates it, or it has other hard links. Another user who can write to its directory can have put it there.",
    effect:
      "`rsure` uses none of its hashes, reads every file, and starts a new surefile. The number of files before this run is unknown. The old file is renamed to `NAME.untrusted-RUN` and not changed.",
    remedy:
      "Look at the renamed file and at who can write to the directory. Remove the file when you do not need it. If you ran `rsure` as another user before, this happens once.",
  },
});
