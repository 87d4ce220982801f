import { register } from "../diagnostics/register.ts";

export const PROOF_COMMAND = register({
  "proof-command-failed": {
    summary: "Command of the proof failed",
    cause:
      "The restored files are as they were saved. But the command of `verify` ended with a status other than 0, was ended by a signal, or did not end within `timeout`.",
    effect:
      "The proof failed: the program of the command cannot use the restored files. Deletions of the group require confirmation.",
    remedy:
      "Read the last lines of the command. If a program writes these files all the time, back up a snapshot (LVM, ZFS), or a dump that the program makes. To look at the files, restore them:\n    rdump restore VOLUME --to DIR\nIf the command is wrong, correct it, then:\n    rdump verify VOLUME",
  },
  "proof-command-not-root": {
    summary: "Command of the proof requires root",
    cause: "`user` is declared for the command of a proof, and rdump does not run as root.",
    effect: "The proof was not made. It stays due.",
    remedy: "Run rdump as root, or remove `user`.",
  },
  "proof-command-not-run": {
    summary: "Command of the proof did not run",
    cause:
      "The program or the user does not exist, the program could not be started, the run was interrupted, or the command ended with an exit status from 125 to 127.",
    effect: "The proof was not made. It stays due.",
    remedy: "Remove the reported cause, then:\n    rdump verify VOLUME",
  },
});

export const HOOK = register({
  "hook-failed": {
    summary: "A hook failed",
    cause:
      "A command of the volume's `hooks` did not start, ended with a status other than 0, took longer than `limits.time`, or was ended by a signal.",
    effect:
      "If `before` failed, the volume is not read in this run and gets no new point. `after` runs in any case. If `after` failed, the points of this run are complete, but the effect of `before` may not be undone.",
    remedy:
      "Run the command by hand as the same user, with RDUMP_VOLUME and RDUMP_RUN set, and correct the reported error. If `after` failed, check the services and files that it restarts or removes. Then apply again.",
  },
});
