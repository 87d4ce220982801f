import type { CodeText } from "@rdump/core/provider";

/** About borg as a program, and recurring work on a repository. */
export const PROGRAM = {
  "borg-check-failed": {
    summary: "Check found the repository damaged",
    cause: "`borg check` reported errors in the repository or its archives.",
    effect:
      "Nothing was repaired. Until a later check succeeds, archives of this repository are deleted only with `--allow-destroy`: an old archive may be the last one that can be restored.",
    remedy:
      "Check the disk, and make a copy of the repository. Then repair the repository by hand:\n    borg check --repair REPOSITORY",
  },
  "borg-not-compacted": {
    summary: "Compaction freed no space",
    cause:
      "borg reported success and freed no space: the repository is append-only, or its host treats it as append-only.",
    effect: "Deleted archives keep using space.",
    remedy: "Make the repository writable on its host and compact it there, or remove `compact` from the config.",
  },
  "borg-not-installed": {
    summary: "borg is not installed",
    cause: "The command `borg` is not found in `$PATH`.",
    effect: "Nothing is archived into borg repositories, and nothing in them is deleted.",
    remedy: "Install borg 1.2 or 1.4:\n    apt-get install borgbackup",
  },
  "borg-not-started": {
    summary: "borg could not be started",
    cause: "The system refused to start borg: no permission, no memory, or the passphrase file could not be opened.",
    effect: "The action failed. Existing archives are not affected.",
    remedy: "Check that the passphrase file can be read, that borg can be executed, and that enough memory is free.",
  },
  "borg-stopped": {
    summary: "borg was interrupted",
    cause: "rdump received a signal, or borg took longer than `limits.time`.",
    effect: "The archive is not made. Data that was already uploaded is not sent a second time.",
    remedy: "Apply again. If the time was too short, find out why borg is slow, or raise `limits.time`.",
  },
  "borg-wrong-version": {
    summary: "Unsupported version of borg",
    cause: "The installed borg is neither 1.2 nor 1.4.",
    effect: "Nothing is archived into borg repositories, and nothing in them is deleted.",
    remedy: "Install borg 1.2 or 1.4.",
  },
} satisfies { readonly [code: string]: CodeText };
