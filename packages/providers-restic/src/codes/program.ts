import type { CodeText } from "@rdump/core/provider";

/** About restic as a program, its locks, and recurring work on a repository. */
export const PROGRAM = {
  "restic-check-failed": {
    summary: "restic check found errors",
    cause: "`restic check` reported errors in the repository.",
    effect:
      "Nothing was repaired. Until a later check succeeds, archives of this repository are deleted only with `--allow-destroy`.",
    remedy:
      "Check the disk, and make a copy of the repository. Then read the manual of restic:\n    restic help repair",
  },
  "restic-dead-lock": {
    summary: "Lock of a dead process",
    cause: "A process of this host has ended, and its lock is still in the repository.",
    effect: "`rdump apply` removes the lock before it changes the repository.",
    remedy: "No action is needed.",
  },
  "restic-failed": {
    summary: "restic failed",
    cause: "restic ended with an error that rdump does not know. The diagnostic has the last messages of restic.",
    effect: "The action failed. An incomplete archive does not count as a point.",
    remedy: "Correct the reported error, then apply again. To see the command:\n    rdump plan --verbose",
  },
  "restic-lock-not-removed": {
    summary: "Cannot remove the lock of a dead process",
    cause: "The file of the lock could not be removed.",
    effect: "Actions that need exclusive access to the repository fail.",
    remedy: "Correct the permissions of the directory `locks` of the repository, then apply again.",
  },
  "restic-not-installed": {
    summary: "restic is not installed",
    cause: "The command `restic` is not in `$PATH`.",
    effect: "restic repositories are not used in this run.",
    remedy: "Install restic 0.14 or later:\n    apt-get install restic",
  },
  "restic-not-started": {
    summary: "restic could not be started",
    cause: "The system refused to start restic: no permission, no memory, or no access to the passphrase file.",
    effect: "The action failed. Existing archives are not affected.",
    remedy: "Check the permissions of the passphrase file and of restic, and the free memory.",
  },
  "restic-stopped": {
    summary: "restic was interrupted",
    cause: "rdump received a signal, or restic took longer than `limits.time`.",
    effect: "The archive is not made. Data that is already uploaded is not sent again.",
    remedy: "Apply again. If the time was too short, raise `limits.time`.",
  },
} satisfies { readonly [code: string]: CodeText };
