import { register } from "../diagnostics/register.ts";

export const RESTORE = register({
  "restore-bad-path": {
    summary: "Invalid path for a restore",
    cause:
      "A path of the command is empty, contains `..`, or names the root of the volume; or `--overwrite` names a path that is not restored.",
    effect: "Nothing was done.",
    remedy:
      "Write paths from the root of the volume, for example `docs/report.odt`. To restore everything, name no path.",
  },
  "restore-below-refused": {
    summary: "A volume around this one is not restored",
    cause:
      "The plan of `rdump restore --all` refuses a volume that contains this volume, and the same command can restore both later.",
    effect: "The volume is not restored.",
    remedy:
      "Remove the cause that the error of the other volume reports, then repeat the same command:\n    rdump restore --all --to DIR",
  },
  "restore-exists": {
    summary: "Restored paths exist already",
    cause: "The destination has files at paths that would be restored.",
    effect: "Nothing was restored, and no file was changed.",
    remedy:
      "Restore into another directory, or name each path that the restore can replace:\n    rdump restore ... --overwrite PATH",
  },
  "restore-failed-proof": {
    summary: "Last proof of this point failed",
    cause: "A proof restored or read this point, and found that it differs from the saved files, or is damaged.",
    effect: "Damaged files of this point are restored as they are, or the restore ends at the first of them.",
    remedy:
      "Read the result of the proof, and choose another point with `--at` or `--from`, if there is a good one:\n    rdump proofs",
  },
  "restore-finished": {
    summary: "Volume was restored by an earlier run",
    cause:
      "An earlier run of the same restore moved all files of this volume to their place, and then was interrupted, failed, or could not restore all volumes.",
    effect: "The volume is not restored again. The other volumes are restored.",
    remedy:
      "No action is needed. If the volume has integrity data, that run compared the restored files with it. To see the result:\n    rdump runs\n    rdump runs show RUN",
  },
  "restore-incomplete-point": {
    summary: "Point is incomplete",
    cause: "Some files of the volume could not be read when the point was made, or the point was not finished.",
    effect: "The restored tree lacks these files.",
    remedy: "Choose another point with `--at`, if there is a complete one.",
  },
  "restore-kept": {
    summary: "Closed directory stays for a repeated command",
    cause: "The plan of `rdump restore --all` refuses some volumes.",
    effect:
      "The other volumes are restored. The closed directory of one of them stays, and lists all that are finished. The same command then restores the rest.",
    remedy: "Remove the causes that the errors report, then repeat the same command:\n    rdump restore --all --to DIR",
  },
  "restore-mounted-below": {
    summary: "Repeated command can refuse this volume",
    cause:
      "The plan of `rdump restore --all` refuses a volume on a file system that is mounted below another volume, and restores the other volume. A restored directory can belong to another user, who could then replace the directories above the file system.",
    effect:
      "The volume is not restored. If such a directory belongs to another user, the same command reports `restore-to-unsafe`.",
    remedy:
      "Remove the cause that the error of the volume reports before you run the restore. Or mount its file system at a path that only root can replace, and restore the volume alone:\n    rdump restore VOLUME --to /mnt/DIR",
  },
  "restore-no-point": {
    summary: "No such point",
    cause:
      "No target of the volume has a readable point at or before the given time, or the named point or target does not exist.",
    effect: "Nothing was done.",
    remedy:
      "Correct the name or the time, or name another target with `--from`. The newest points are shown by:\n    rdump status",
  },
  "restore-not-root": {
    summary: "Restoring without root",
    cause:
      "Only root can give files to other users, create devices, and set capabilities and other protected attributes.",
    effect:
      "All restored files belong to the caller. Devices are missing, and capabilities are lost. Contents, modes, times, hard links and extended attributes whose names begin with `user.` are restored.",
    remedy: "Restore as root to get everything.",
  },
  "restore-other-order": {
    summary: "Another restore was interrupted in this directory",
    cause: "A restore of another volume or of other paths was interrupted while its files were moved to their place.",
    effect: "Nothing was changed.",
    remedy: "Finish that restore first, with the reported command, or name another directory with `--to`.",
  },
  "restore-resumed": {
    summary: "Interrupted restore goes on",
    cause: "An earlier run restored the files, and was interrupted while they were moved to their place.",
    effect:
      "The remaining files are moved. They are not checked again: the result of the check is that of the earlier run.",
    remedy: "Read the result of the check in the report of the earlier run:\n    rdump runs show RUN",
  },
  "restore-unknown-path": {
    summary: "Path of a volume is not known",
    cause:
      "`rdump restore --all` restores each volume to its path below the destination. The dataset of this volume is not mounted here, or another volume has the same path.",
    effect: "The volume is not restored. The others are.",
    remedy: "Restore this volume alone:\n    rdump restore VOLUME --to DIR",
  },
  "restore-unreadable-target": {
    summary: "Target could not be listed",
    cause: "A repository, mirror or pool could not be queried, so its points are not known.",
    effect: "rdump chooses the point from the other targets.",
    remedy: "If this target may have a newer point, remove the reported cause and repeat the command.",
  },
});
