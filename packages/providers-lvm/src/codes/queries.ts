import type { CodeText } from "@rdump/core/provider";

const GAP = "No volume on LVM is backed up in this run, and none of their points is destroyed.";

/** Found when LVM or the kernel is queried. */
export const QUERIES = {
  "lvm-missing": {
    summary: "LVM is not installed",
    cause: "A command of LVM (lvs, vgs) is not found in `$PATH`.",
    effect: GAP,
    remedy: "Install LVM:\n    apt-get install lvm2",
  },
  "lvm-mounts-unread": {
    summary: "Cannot read the table of mounts",
    cause: "`/proc/self/mountinfo` cannot be read: `/proc` is not mounted, or access is denied.",
    effect: "Nothing is mounted or unmounted. Volumes on LVM are not backed up in this run.",
    remedy: "Mount `/proc`:\n    mount -t proc proc /proc",
  },
  "lvm-not-root": {
    summary: "LVM requires root",
    cause: "LVM refused a query of a user who is not root.",
    effect: GAP,
    remedy: 'Run rdump as root, or declare `privilege: "sudo"` and allow the commands in sudoers.',
  },
  "lvm-not-understood": {
    summary: "Unexpected output of LVM",
    cause: "The output is not the JSON that LVM prints since version 2.02.158.",
    effect: GAP,
    remedy:
      "Look at the version with `lvm version`. If the version is 2.02.158 or newer, report a bug with the output.",
  },
  "lvm-unseen": {
    summary: "Cannot query LVM",
    cause: "A command of LVM failed. The diagnostic has the last messages of the command.",
    effect: GAP,
    remedy: "Run the command by hand and correct the reported error:\n    lvs",
  },
} satisfies { readonly [code: string]: CodeText };
